'use client';

import { useMemo } from 'react';
import { Form, SaveButton } from '@/components/form/form';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { ReachField } from '@/components/messaging/reach-field';
import { showAgain } from '@/components/screen/show-again';
import { Button } from '@/components/ui/button';
import { Field, FieldGroup } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Icon } from '@/components/ui/icon';
import { IconButton } from '@/components/ui/icon-button';
import { DateTimeInput, Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { reachChoices } from '@/lib/messaging/reach';
import { formatMoney } from '@/lib/platform/format/money';
import type { DataOf } from '@/lib/platform/screen';
import { makeQuote } from '@/lib/quotes/actions';
import { mostOptions } from '@/lib/quotes/rules';
import { ownAmount, quoteForm } from '@/lib/quotes/schema';
import type { quoteScreen } from '@/lib/quotes/screens';
import { wayWords } from './way-words';

type Data = DataOf<typeof quoteScreen>;
type Place = { currency: string; locale: string };
type OptionValues = { what: string; label: string; amount: string };

const ways = [...reachChoices, { value: '', label: 'Not yet' }];
/** What the next quote offers besides the booking, until when it holds, and how it reaches the customer. */
export function QuoteForm({ data, place }: { data: Data; place: Place }) {
  const { booking, customer, validOn, lastDay, mayPrice } = data;
  const schema = useMemo(() => quoteForm(place), [place]);
  const firstWay = customer.phone ? 'whatsapp' : customer.email ? 'email' : 'link';
  const form = useForm({
    id: `quote-${booking.id}`,
    initial: { validOn, way: firstWay as string, options: [] as OptionValues[] },
    schema,
    send: (input, key) => makeQuote({ ...input, bookingId: booking.id, version: booking.version }, key),
    saved: (_, reset) => {
      notify({ message: wayWords[form.values.way]?.done ?? 'Quote made', tone: 'success' });
      reset();
      showAgain();
    },
  });
  const { options, way } = form.values;
  const change = (index: number, to: Partial<OptionValues>) =>
    form.set({ options: options.map((one, at) => (at === index ? { ...one, ...to } : one)) });
  return (
    <Form form={form} className="flex flex-col gap-6">
      <FieldGroup
        legend="Options"
        help="What the customer may add by ticking it. The total with it is worked out for them, tax included."
      >
        {options.map((option, index) => (
          <OptionFields
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are added and taken away at their places
            key={index}
            index={index}
            option={option}
            errors={form.errors}
            offered={data.offered}
            mayPrice={mayPrice}
            place={place}
            change={(to) => change(index, to)}
            remove={() => form.set({ options: options.filter((_, at) => at !== index) })}
          />
        ))}
        {options.length < mostOptions ? (
          <Button
            size="small"
            className="self-start"
            icon={<Icon name="plus" className="size-4" />}
            onClick={() =>
              form.set({ options: [...options, { what: mayPrice ? ownAmount : '', label: '', amount: '' }] })
            }
          >
            Add an option
          </Button>
        ) : null}
      </FieldGroup>
      <Field
        label="Valid until"
        name="validOn"
        error={form.errors.validOn}
        help="The end of that day; the event’s day at the latest."
        required
        className="sm:max-w-60"
      >
        <DateTimeInput kind="date" max={lastDay} {...form.bind('validOn')} />
      </Field>
      <ReachField
        way={way}
        choices={ways}
        customer={customer}
        otherwise={
          way === 'link'
            ? 'You get a link to give them yourself. The quote is open at once.'
            : 'Nobody sees it until you send it.'
        }
        onChange={(to) => form.set({ way: to })}
        error={form.errors.way}
      />
      <FormActions>
        <SaveButton form={form}>{wayWords[way]?.submit ?? 'Make quote'}</SaveButton>
      </FormActions>
    </Form>
  );
}

type OptionProps = {
  index: number;
  option: OptionValues;
  errors: Record<string, string>;
  offered: Data['offered'];
  mayPrice: boolean;
  place: Place;
  change: (to: Partial<OptionValues>) => void;
  remove: () => void;
};

function OptionFields({ index, option, errors, offered, mayPrice, place, change, remove }: OptionProps) {
  const name = (field: keyof OptionValues) => `options.${index}.${field}`;
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
            label="Amount"
            control={{
              name: name('amount'),
              value: option.amount,
              onChange: ({ target }) => change({ amount: target.value }),
            }}
            error={errors[name('amount')]}
            help="With tax or before it, as the booking’s own prices are."
            {...place}
          />
        ) : null}
      </div>
    </fieldset>
  );
}
