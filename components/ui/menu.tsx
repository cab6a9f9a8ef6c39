'use client';

import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { cx } from './cx';
import { Icon } from './icon';
import { PlainLink } from './link';
import { openDialog } from './open-dialog';
import { placeUnder } from './popover-place';

type Entry = { label: ReactNode; icon?: ReactNode; danger?: boolean; disabled?: boolean };
export type MenuEntry =
  | 'divider'
  /** `ofList`: the list that it stands in is shown otherwise. */
  | (Entry & { href: string; ofList?: boolean; current?: boolean })
  /** `asks`: a dialog opens. */
  | (Entry & { onSelect: () => void; asks?: true })
  /** Opens a Dialog by its id. */
  | (Entry & { opens: string })
  /** Runs a server action with these values. */
  | (Entry & { action: (form: FormData) => void | Promise<void>; fields?: Record<string, string> });

type MenuProps = {
  label: string;
  entries: readonly MenuEntry[];
  /** What the button shows; three dots without it. */
  trigger?: ReactNode;
  triggerClassName?: string;
  /** Above the entries: who is signed in, for example. */
  head?: ReactNode;
};

const plainTrigger =
  'inline-flex size-control shrink-0 items-center justify-center rounded-md border border-field-line bg-surface text-muted transition-colors hover:bg-hover hover:text-ink';

/** The rest of what can be done. Native popover: Escape, a click outside and the focus come with it. */
export function Menu({ label, entries, trigger, triggerClassName, head }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const items = () => [
    ...(panel.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? []),
  ];

  const move = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const letter = event.key.length === 1 && !event.metaKey && !event.ctrlKey ? event.key.toLowerCase() : '';
    const targets: Record<string, HTMLElement | undefined> = {
      ArrowDown: all[(at + 1) % all.length],
      ArrowUp: all.at(at <= 0 ? -1 : at - 1),
      Home: all[0],
      End: all.at(-1),
    };
    const found = letter.trim()
      ? [...all.slice(at + 1), ...all].find((item) =>
          item.textContent?.trim().toLowerCase().startsWith(letter),
        )
      : targets[event.key];
    if (event.key === 'Tab') panel.current?.hidePopover();
    if (!found) return;
    event.preventDefault();
    found.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        popoverTarget={id}
        className={triggerClassName ?? plainTrigger}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          panel.current?.showPopover();
        }}
      >
        {trigger ?? <Icon name="more" className="size-4" />}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="fixed inset-auto m-0 min-w-52 max-w-80 rounded-md border bg-surface p-1 text-ink shadow-raised open:animate-appear"
        onToggle={(event) => {
          if (event.newState !== 'open' || !panel.current || !button.current) return;
          placeUnder(button.current, panel.current);
          // It is told a moment later: whoever is on an entry by then stays there.
          if (!panel.current.contains(document.activeElement)) items()[0]?.focus();
        }}
      >
        {head}
        <div role="menu" aria-label={label} tabIndex={-1} onKeyDown={move}>
          {entries.map((entry, index) => (
            <Item
              // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries keep their order
              key={index}
              entry={entry}
              close={() => panel.current?.hidePopover()}
            />
          ))}
        </div>
      </div>
    </>
  );
}

function Item({ entry, close }: { entry: MenuEntry; close: () => void }) {
  if (entry === 'divider') return <hr className="-mx-1 my-1" />;
  const style = cx(
    'flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 py-1.5 text-start text-sm -outline-offset-2 hover:bg-hover focus-visible:bg-hover disabled:text-subtle pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0',
    entry.danger ? 'text-danger-ink' : '[&_svg]:text-subtle',
  );
  const content = (
    <>
      {entry.icon}
      <span className="min-w-0 flex-1">{entry.label}</span>
    </>
  );
  if ('href' in entry) {
    return (
      <PlainLink
        href={entry.href}
        role="menuitem"
        tabIndex={-1}
        data-list={entry.ofList ? 'yes' : undefined}
        aria-current={entry.current ? 'true' : undefined}
        onClick={close}
        className={style}
      >
        {content}
      </PlainLink>
    );
  }
  if ('action' in entry) {
    return (
      <form action={entry.action} onSubmit={close}>
        {Object.entries(entry.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" role="menuitem" tabIndex={-1} disabled={entry.disabled} className={style}>
          {content}
        </button>
      </form>
    );
  }
  const select = () => {
    close();
    if ('opens' in entry) openDialog(entry.opens);
    else entry.onSelect();
  };
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-haspopup={'opens' in entry || entry.asks ? 'dialog' : undefined}
      disabled={entry.disabled}
      onClick={select}
      className={style}
    >
      {content}
    </button>
  );
}
