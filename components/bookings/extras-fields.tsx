'use client';

import { type ChangeEvent, useEffect, useId, useRef } from 'react';
import { MoneyField } from '@/components/form/money-field';
import { Button } from '@/components/ui/button';
import { describedBy, Field, FieldError } from '@/components/ui/field';
import { useFieldIds } from '@/components/ui/field-scope';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { Input, NumberInput } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import { choiceNamed, type ExtraChoice, type ExtraValues, mostExtras } from '@/lib/bookings/extras/schema';
import { type MoneyPlace, parseMoney, typedMoney } from '@/lib/platform/money';

type Props = {
  extras: readonly ExtraValues[];
  set: (extras: ExtraValues[]) => void;
  errors: Record<string, string>;
  choices: readonly ExtraChoice[];
  /** Whether this person may agree other prices than the menu's. */
  mayPrice: boolean;
  money: MoneyPlace;
};

const none: ExtraValues = { name: '', quantity: '1', price: '' };

/** What was served or done beyond what was agreed: of the menu at its price, or anything by name. */
export function ExtrasFields({ extras, set, errors, choices, mayPrice, money }: Props) {
  const list = useId();
  const fieldId = useFieldIds();
  const rows = useRef(extras.length);
  useEffect(() => {
    // Who adds one names it next.
    if (extras.length > rows.current)
      document.getElementById(fieldId(`extras.${extras.length - 1}.name`))?.focus();
    rows.current = extras.length;
  }, [extras.length, fieldId]);
  const change = (at: number, next: ExtraValues) =>
    set(extras.map((extra, index) => (index === at ? next : extra)));
  return (
    <fieldset
      id={fieldId('extras')}
      tabIndex={-1}
      aria-describedby={describedBy(fieldId('extras'), { help: true, error: errors.extras })}
      className="flex flex-col gap-3"
    >
      <legend className="mb-1 font-medium text-sm">Extras</legend>
      <p id={`${fieldId('extras')}-help`} className="text-muted text-sm">
        {mayPrice
          ? 'Anything beyond what was agreed, such as another hour or more dishes. It is billed with the rest.'
          : 'Anything of the menu beyond what was agreed, at its price. It is billed with the rest.'}
      </p>
      {extras.map((extra, at) => (
        <ExtraRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are controlled and have no other name yet
          key={at}
          {...{ extra, at, errors, choices, mayPrice, money, list }}
          change={(next) => change(at, next)}
          remove={() => set(extras.filter((_, index) => index !== at))}
        />
      ))}
      <datalist id={list}>
        {choices.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      {errors.extras ? <FieldError id={`${fieldId('extras')}-error`}>{errors.extras}</FieldError> : null}
      {extras.length < mostExtras ? (
        <Button
          className="self-start"
          icon={<Icon name="plus" className="size-4" />}
          onClick={() => set([...extras, none])}
        >
          Add an extra
        </Button>
      ) : (
        <p className="text-muted text-sm">
          {mostExtras} extras are the most that can be noted here. Put more into one, or change the booking’s
          menu first.
        </p>
      )}
    </fieldset>
  );
}

type RowProps = Omit<Props, 'extras' | 'set'> & {
  extra: ExtraValues;
  at: number;
  /** The id of the names that can be chosen from. */
  list: string;
  change: (next: ExtraValues) => void;
  remove: () => void;
};

function ExtraRow({ extra, at, errors, choices, mayPrice, money, list, change, remove }: RowProps) {
  const nth = at + 1;
  const choice = choiceNamed(choices, extra.name);
  const path = (field: keyof ExtraValues) => `extras.${at}.${field}`;
  const control = (
    field: keyof ExtraValues,
    set = (typed: string) => change({ ...extra, [field]: typed }),
  ) => ({
    name: path(field),
    value: extra[field],
    onChange: (event: ChangeEvent<HTMLInputElement>) => set(event.target.value),
  });
  const rename = (name: string) => {
    const found = choiceNamed(choices, name);
    // The menu's price comes and goes with its name; one that somebody typed stays.
    const priced = choice ? extra.price === typedMoney(choice.price, money) : extra.price === '';
    const price = priced ? (found ? typedMoney(found.price, money) : '') : extra.price;
    change({ ...extra, name, price });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be read as a heading of each row
    <div role="group" aria-label={`Extra ${nth}`} className="flex flex-col gap-3 border-t pt-3">
      <div className="grid grid-cols-[1fr_auto] items-end gap-2">
        <Field label="What it was" name={path('name')} error={errors[path('name')]} required>
          <Input {...control('name', rename)} list={list} autoComplete="off" dir="auto" />
        </Field>
        <IconButton
          label={`Remove extra ${nth}`}
          icon={<Icon name="delete" className="size-4" />}
          className="self-start mt-6.5"
          onClick={remove}
        />
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Quantity" name={path('quantity')} error={errors[path('quantity')]} required>
          <NumberInput {...control('quantity')} className="text-end" />
        </Field>
        {mayPrice ? (
          <MoneyField
            {...control('price')}
            label="Price of one"
            error={errors[path('price')]}
            help={parseMoney(extra.price, money) === 0 ? 'Nothing is charged for it.' : undefined}
            {...{ currency: money.currency, locale: money.locale }}
          />
        ) : (
          <p className="self-end py-2 text-end text-sm">
            {choice ? (
              <Money amountMinor={choice.price} currency={money.currency} locale={money.locale} />
            ) : (
              <span className="text-subtle">Choose it from the menu</span>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
