'use client';

import { useState } from 'react';
import { MenuPicker } from '@/components/menu/menu-picker';
import { FieldError, FieldGroup } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { Input, NumberInput } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import type { PackageChoice } from '@/db/schema/booking-lines';
import { pinned } from '@/lib/bookings/follow-guests';
import { lineTotal, type PricedBy, thingOf } from '@/lib/bookings/live-price';
import type { LineValues } from '@/lib/bookings/schema';
import type { MenuChoice } from '@/lib/menu/choice-queries';
import { fixedChoices, type PackageOffer } from '@/lib/menu/packages/choices';
import { startingQuantity } from '@/lib/menu/rules';
import { isThing } from '@/lib/menu/thing-ref';
import { allergenPhrase, unitPhrase } from '@/lib/menu/words';
import { LineChoices } from './line-choices';
import { DriftNotice, FollowSwitch } from './line-guests';
import { EachPrice, LineAgreement } from './line-price';
import type { BookingFormState } from './use-booking-form';

type Props = {
  form: BookingFormState;
  menu: readonly MenuChoice[];
  stored: PricedBy['stored'];
  currency: string;
  locale: string;
  /** Asks for the price of a line, where this person may agree another than the menu's. */
  askPrice?: (index: number) => void;
  /** What whoever may not price it does about a package that is priced on request. */
  onRequest: string;
};

/** Dishes and services with their quantities and amounts. Choosing one adds it. */
export function LineEditor({ form, menu, stored, currency, locale, askPrice, onRequest }: Props) {
  const { lines } = form.values;
  const wrong = form.errors;
  const change = (index: number, next: LineValues) =>
    form.set({ lines: lines.map((line, at) => (at === index ? next : line)) });
  const add = (thing: MenuChoice) => {
    const { quantity, follows } = startingQuantity(thing, form.heads?.guests ?? 0);
    const { kind, id } = thing;
    const choices = thing.package && { choices: fixedChoices(thing.package.courses) };
    const line = { thing: { kind, id }, ...choices, quantity: String(quantity), notes: '', follows };
    form.set({ lines: [...lines, line] });
    // There is none on the menu.
    if (thing.package?.pricing === 'custom') askPrice?.(lines.length);
  };
  const allergensOf = (dishId: string) => {
    const dish = menu.find(({ kind, id }) => kind === 'dish' && id === dishId);
    return dish && allergenPhrase(dish);
  };
  const adders = (
    [
      { kind: 'package', label: 'Add a package', placeholder: 'Type part of its name' },
      { kind: 'dish', label: 'Add a dish', placeholder: 'Type part of its name' },
      { kind: 'service', label: 'Add a service', placeholder: 'Type part of its name' },
    ] as const
  )
    .map((adder) => ({ ...adder, choices: menu.filter(({ kind }) => kind === adder.kind) }))
    // Most companies sell none.
    .filter(({ kind, choices }) => kind !== 'package' || choices.length > 0);
  return (
    <FieldGroup legend="Menu and services" name="lines" error={wrong.lines}>
      {lines.length > 0 ? (
        <ul className="divide-y border-y">
          {lines.map((line, index) => (
            <LineRow
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are controlled and have no other name yet
              key={index}
              line={line}
              index={index}
              thing={thingOf(line, { stored, menu })}
              offer={menu.find((one) => isThing(one, line.thing))?.package}
              allergensOf={allergensOf}
              agreed={stored?.lines.find(({ id }) => id === line.id)?.choices}
              wrong={wrong}
              money={{ currency, locale }}
              heads={form.heads}
              change={(next) => change(index, next)}
              askPrice={askPrice && (() => askPrice(index))}
              remove={() => form.set({ lines: lines.filter((_, at) => at !== index) })}
            />
          ))}
        </ul>
      ) : (
        <p className="text-muted text-sm">
          Nothing chosen yet. Add the dishes first; the total follows as you go.
        </p>
      )}
      <DriftNotice form={form} menu={menu} stored={stored} money={{ currency, locale }} />
      <div className="grid gap-3 sm:grid-cols-2 sm:gap-5">
        {adders.map(({ kind, label, placeholder, choices }) => (
          <MenuPicker
            key={kind}
            label={label}
            placeholder={placeholder}
            choices={choices}
            refuse={({ package: whole }) =>
              whole?.pricing === 'custom' && !askPrice ? onRequest : undefined
            }
            day={/^\d{4}-\d\d-\d\d/.exec(form.values.startsAt)?.[0]}
            money={{ currency, locale }}
            choose={add}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

type MoneyFormat = { currency: string; locale: string };

type LineRowProps = {
  line: LineValues;
  index: number;
  thing: ReturnType<typeof thingOf>;
  /** Of a package that is offered. */
  offer: PackageOffer | undefined;
  allergensOf: (dishId: string) => string | undefined;
  /** What was chosen of it before. */
  agreed: readonly PackageChoice[] | undefined;
  wrong: Record<string, string>;
  money: MoneyFormat;
  heads: BookingFormState['heads'];
  change: (next: LineValues) => void;
  askPrice?: () => void;
  remove: () => void;
};

function LineRow({
  line,
  index,
  thing,
  offer,
  allergensOf,
  agreed,
  wrong,
  money,
  heads,
  change,
  askPrice,
  remove,
}: LineRowProps) {
  const fieldId = useFieldIds();
  const [noted, setNoted] = useState(false);
  const at = `lines.${index}`;
  const name = thing?.name ?? 'No longer on the menu';
  const problem =
    wrong[`${at}.thing`] ?? wrong[`${at}.quantity`] ?? wrong[`${at}.terms`] ?? wrong[`${at}.notes`];
  return (
    <li className="py-3">
      <div className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-2 sm:grid-cols-[1fr_6rem_8.5rem_auto]">
        <div className="min-w-0" id={fieldId(`${at}.thing`)} tabIndex={-1}>
          <p dir="auto" className="break-words font-medium text-sm">
            {name}
          </p>
          {thing ? (
            <p className="text-subtle text-xs">
              <EachPrice price={thing} {...money} /> {unitPhrase(thing.unit, thing.feeds)}
              {thing.minimumOrder > 1 && line.thing.kind !== 'package'
                ? `, at least ${thing.minimumOrder}`
                : null}
            </p>
          ) : null}
          {thing ? <LineAgreement price={thing} locale={money.locale} /> : null}
        </div>
        <IconButton
          label={`Remove ${name}`}
          icon={<Icon name="delete" className="size-4" />}
          className="justify-self-end sm:order-last"
          onClick={remove}
        />
        <NumberInput
          id={fieldId(`${at}.quantity`)}
          aria-label={`Quantity of ${name}`}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${fieldId(at)}-error` : undefined}
          className="text-end max-sm:max-w-28"
          value={line.quantity}
          onChange={(event) => change(pinned(line, event.target.value))}
        />
        <p className="text-end text-sm">
          <Money amountMinor={lineTotal(line, thing)} {...money} />
        </p>
      </div>
      {line.choices ? (
        <LineChoices
          name={name}
          path={`${at}.choices`}
          offer={offer}
          allergensOf={allergensOf}
          agreed={agreed}
          choices={line.choices}
          error={wrong[`${at}.choices`]}
          choose={(choices) => change({ ...line, choices })}
        />
      ) : null}
      <FollowSwitch line={line} index={index} name={name} measure={thing} heads={heads} change={change} />
      {noted || line.notes ? (
        <Input
          id={fieldId(`${at}.notes`)}
          aria-label={`Note on ${name}`}
          placeholder="Note for the kitchen"
          className="mt-2"
          value={line.notes}
          onChange={(event) => change({ ...line, notes: event.target.value })}
          dir="auto"
        />
      ) : (
        <SmallAction label={`Add a note on ${name}`} onClick={() => setNoted(true)}>
          Add a note
        </SmallAction>
      )}
      {thing && askPrice ? (
        <SmallAction label={`Change the price of ${name}`} asks onClick={askPrice}>
          Change the price
        </SmallAction>
      ) : null}
      {thing?.priceReason && askPrice ? (
        <SmallAction
          label={`Take back what was agreed about ${name}`}
          onClick={() => change({ ...line, terms: null })}
        >
          Back to the menu’s price
        </SmallAction>
      ) : null}
      {problem ? (
        <div className="mt-1.5">
          <FieldError id={`${fieldId(at)}-error`}>{problem}</FieldError>
        </div>
      ) : null}
    </li>
  );
}

function SmallAction(props: { label: string; asks?: true; onClick: () => void; children: string }) {
  return (
    <button
      type="button"
      aria-label={props.label}
      aria-haspopup={props.asks ? 'dialog' : undefined}
      onClick={props.onClick}
      className="me-4 mt-1 rounded-md py-1 text-brand-ink text-xs underline decoration-brand-ink/40 underline-offset-3 pointer-coarse:py-2.5"
    >
      {props.children}
    </button>
  );
}
