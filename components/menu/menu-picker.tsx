'use client';

import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { closeDialog, SideSheet } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { Input } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import { openDialog } from '@/components/ui/open-dialog';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import { findChoices, groupName } from '@/lib/menu/find-choices';
import { packagePhrase } from '@/lib/menu/packages/words';
import { availabilityPhrase, availableOn } from '@/lib/menu/rules';
import { allergenPhrase, dietPhrase, spiceWords, unitPhrase } from '@/lib/menu/words';

type Props = {
  /** "Add a dish". */
  label: string;
  placeholder: string;
  choices: readonly MenuChoice[];
  /** Of the event; what isn't offered then is shown and can't be taken. */
  day: string | undefined;
  money: { currency: string; locale: string };
  /** Why it can't be taken whatever the day, or nothing. */
  refuse?: (choice: MenuChoice) => string | undefined;
  choose: (choice: MenuChoice) => void;
};

/** Finds a dish or service by typing: a list under the field at a desk, a sheet over the whole height on a phone. */
export function MenuPicker(props: Props) {
  const sheet = useId();
  const [open, setOpen] = useState(false);
  const [added, setAdded] = useState<string[]>([]);
  const choose = (choice: MenuChoice) => {
    props.choose(choice);
    setAdded((before) => [...before, choice.name]);
  };
  const last = added.at(-1);
  return (
    <div>
      <p role="status" className="sr-only">
        {last ? `${last} added` : ''}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only hears that the focus left the field and its list */}
      <div
        className="relative max-sm:hidden"
        onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
      >
        <Finder {...props} choose={choose} open={open} setOpen={setOpen} />
      </div>
      <Button
        block
        className="sm:hidden"
        icon={<Icon name="plus" className="size-4" />}
        aria-haspopup="dialog"
        onClick={() => {
          setAdded([]);
          openDialog(sheet);
        }}
      >
        <span className="min-w-0 truncate">{props.label}</span>
      </Button>
      <SideSheet
        id={sheet}
        title={props.label}
        description={added.length > 0 ? `Added: ${added.join(', ')}` : undefined}
        footer={
          <Button variant="primary" onClick={() => closeDialog(sheet)}>
            {added.length > 0 ? `Done, ${added.length} added` : 'Done'}
          </Button>
        }
      >
        <Finder {...props} choose={choose} open setOpen={() => undefined} inSheet />
      </SideSheet>
    </div>
  );
}

type FinderProps = Props & { open: boolean; setOpen: (open: boolean) => void; inSheet?: boolean };

function Finder(props: FinderProps) {
  const { label, placeholder, choices, day, money, open, setOpen, inSheet } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const q = useDeferredValue(typed);
  const found = useMemo(() => findChoices(choices, q), [choices, q]);
  const whyNot = (choice: MenuChoice) => {
    const refused = props.refuse?.(choice);
    if (refused) return refused;
    const decision = day ? availableOn(choice, day, money.locale) : { ok: true as const };
    return decision.ok ? undefined : `Only ${availabilityPhrase(choice, money.locale)}`;
  };
  const take = (choice: MenuChoice | undefined) => {
    if (!choice || whyNot(choice)) return;
    props.choose(choice);
    setTyped('');
    setActive(0);
    // Out of the way of what stands below; the next letter opens it again.
    setOpen(false);
    input.current?.focus();
  };
  const go = (to: number) => {
    setActive(to);
    document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open && !inSheet) setOpen(false);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!open) setOpen(true);
      else if (found.length > 0)
        go((active + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % found.length);
    } else if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) {
      // Never saves the form around it: whoever presses it once too often has only opened the list.
      if (!open) setOpen(true);
      // The list may still answer something typed before: what is taken is of what stands in the field.
      else take((q === typed ? found : findChoices(choices, typed))[active]);
    } else return;
    event.preventDefault();
  };
  const fieldId = `${id}-input`;
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={fieldId} className={cx('wrap-anywhere font-medium text-sm', inSheet && 'sr-only')}>
        {label}
      </label>
      <div className={cx(inSheet && 'sticky top-0 z-10 bg-surface pb-2')}>
        <Input
          ref={input}
          id={fieldId}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && found[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          placeholder={placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onClick={() => setOpen(true)}
          onKeyDown={onKeyDown}
          dir="auto"
        />
      </div>
      <div
        id={`${id}-list`}
        // A list of nothing to choose is none; what it says then is read as text.
        {...(found.length > 0 && { role: 'listbox', 'aria-label': label })}
        tabIndex={-1}
        hidden={!open}
        className={cx(
          !inSheet &&
            'absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-y-auto rounded-md border bg-surface p-1 shadow-raised',
        )}
      >
        {open
          ? found.map((choice, index) => (
              <Option
                key={choice.id}
                id={`${id}-${index}`}
                choice={choice}
                active={index === active}
                whyNot={whyNot(choice)}
                take={() => take(choice)}
                price={
                  choice.package?.pricing === 'custom' ? (
                    'On request'
                  ) : (
                    <Money amountMinor={choice.price} {...money} />
                  )
                }
              />
            ))
          : null}
        {open && found.length === 0 ? (
          <p className="px-2.5 py-2 text-muted text-sm">
            {typed ? `Nothing on the menu fits “${typed}”.` : 'There is nothing on the menu yet.'}
          </p>
        ) : null}
      </div>
    </div>
  );
}

type OptionProps = {
  id: string;
  choice: MenuChoice;
  active: boolean;
  whyNot: string | undefined;
  take: () => void;
  price: ReactNode;
};

function Option({ id, choice, active, whyNot, take, price }: OptionProps) {
  const signs = [
    groupName(choice),
    dietPhrase(choice.diets),
    choice.spice > 0 ? spiceWords[choice.spice] : '',
    choice.kind === 'dish' ? allergenPhrase(choice) : '',
    choice.package ? packagePhrase(choice.package) : '',
    choice.minimumOrder > 1 && !choice.package ? `at least ${choice.minimumOrder}` : '',
  ].filter(Boolean);
  return (
    <button
      id={id}
      type="button"
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={whyNot ? true : undefined}
      // The field keeps the focus, so that the next one can be typed at once.
      onMouseDown={(event) => event.preventDefault()}
      onClick={take}
      className={cx(
        'flex min-h-11 w-full scroll-mt-14 items-start justify-between gap-3 rounded-md px-2.5 py-1.5 text-start text-sm hover:bg-hover',
        active && 'bg-hover',
        whyNot && 'cursor-not-allowed text-muted',
      )}
    >
      <span className="min-w-0">
        <span dir="auto" className="block break-words font-medium">
          {choice.name}
        </span>
        <span
          className={cx('block text-xs', choice.contains.length > 0 ? 'text-attention-ink' : 'text-subtle')}
        >
          {whyNot ? `${whyNot}. ` : ''}
          {signs.join(' · ')}
        </span>
      </span>
      <span className="shrink-0 text-end">
        {price}
        <span className="block text-subtle text-xs">
          {choice.package?.pricing === 'custom' ? null : unitPhrase(choice.unit, choice.feeds)}
        </span>
      </span>
    </button>
  );
}
