'use client';

import { MoneyField } from '@/components/form/money-field';
import { Button } from '@/components/ui/button';
import { Field, FieldGroup } from '@/components/ui/field';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { formatMoney } from '@/lib/platform/format/money';
import type { DataOf } from '@/lib/platform/screen';
import { mostOptions, ownAmount } from '@/lib/quotes/rules';
import type { quoteScreen } from '@/lib/quotes/screens';

export type OptionValues = { what: string; label: string; amount: string };

type Around = {
  /** Where the form has them. */
  path: string;
  errors: Record<string, string>;
  offered: DataOf<typeof quoteScreen>['offered'];
  mayPrice: boolean;
  place: { currency: string; locale: string };
};
type Props = Around & {
  legend: string;
  help: string;
  options: readonly OptionValues[];
  change: (options: OptionValues[]) => void;
};

/** What the customer may add to a quote: something of the menu, or an amount of its own. */
export function OptionFields({ legend, help, options, change, ...around }: Props) {
  const changeOne = (index: number, to: Partial<OptionValues>) =>
    change(options.map((one, at) => (at === index ? { ...one, ...to } : one)));
  return (
    <FieldGroup legend={legend} help={help}>
      {options.map((option, index) => (
        <OneOption
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are added and taken away at their places
          key={index}
          {...{ ...around, index, option }}
          change={(to) => changeOne(index, to)}
          remove={() => change(options.filter((_, at) => at !== index))}
        />
      ))}
      {options.length < mostOptions ? (
        <Button
          size="small"
          className="self-start"
          icon={<Icon name="plus" className="size-4" />}
          onClick={() =>
            change([...options, { what: around.mayPrice ? ownAmount : '', label: '', amount: '' }])
          }
        >
          Add an option
        </Button>
      ) : null}
    </FieldGroup>
  );
}

type OneProps = Around & {
  index: number;
  option: OptionValues;
  change: (to: Partial<OptionValues>) => void;
  remove: () => void;
};

function OneOption({ path, index, option, errors, offered, mayPrice, place, change, remove }: OneProps) {
  const name = (field: keyof OptionValues) => `${path}.${index}.${field}`;
  const own = option.what === ownAmount;
  const entries = (kind: 'dish' | 'service') =>
    offered
      .filter((thing) => thing.kind === kind)
      .map(({ id, name: label, price }) => ({
        value: `${kind}:${id}`,
        label: `${label}, ${formatMoney(price, place.currency, place.locale)}`,
      }));
  return (
    <fieldset className="flex flex-col gap-4 rounded-md border p-4">
      <legend className="px-1 font-medium text-sm">Option {index + 1}</legend>
      <div className="flex items-end gap-2">
        <Field label="What" name={name('what')} error={errors[name('what')]} required className="flex-1">
          <Select
            value={option.what}
            placeholder="Choose"
            onChange={({ target }) => change({ what: target.value })}
            options={[
              ...(mayPrice ? [{ value: ownAmount, label: 'Something else, for an amount' }] : []),
              { group: 'Services', options: entries('service') },
              { group: 'Dishes', options: entries('dish') },
            ]}
          />
        </Field>
        <IconButton
          label={`Remove option ${index + 1}`}
          icon={<Icon name="close" className="size-4" />}
          onClick={remove}
        />
      </div>
      <div className={own ? 'grid gap-4 sm:grid-cols-[1fr_11rem]' : ''}>
        <Field
          label="As the customer reads it"
          name={name('label')}
          error={errors[name('label')]}
          required={own}
          optional={!own}
        >
          <Input
            value={option.label}
            placeholder={own ? 'With live cooking' : undefined}
            dir="auto"
            onChange={({ target }) => change({ label: target.value })}
          />
        </Field>
        {own ? (
          <MoneyField
            {...{
              name: name('amount'),
              value: option.amount,
              onChange: ({ target }) => change({ amount: target.value }),
            }}
            label="Amount"
            error={errors[name('amount')]}
            help="With tax or before it, as the booking’s own prices are."
            {...place}
          />
        ) : null}
      </div>
    </fieldset>
  );
}
