'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { DateTimeField, InputField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/choice';
import { Field } from '@/components/ui/field';
import { FieldFrame } from '@/components/ui/field-frame';
import { Icon } from '@/components/ui/icon';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { typedPercent } from '@/lib/platform/percent';
import { saveTax } from '@/lib/pricing/tax/actions';
import type { CompanyTax } from '@/lib/pricing/tax/queries';
import { mostComponents, taxForm } from '@/lib/pricing/tax/schema';
import { usualTaxes } from '@/lib/pricing/tax/usual';
import { TaxPreview } from './tax-preview';

type Props = {
  /** The one that is changed; none adds one. */
  tax: CompanyTax | null;
  close: () => void;
  today: string;
  /** Whether prices have the tax in them. */
  included: boolean;
  place: { currency: string; locale: string };
};

type Part = { code: string; name: string; rate: string; compound: boolean };
const newPart: Part = { code: '', name: '', rate: '', compound: false };

/** Adds or changes a tax, and shows what it makes of an order while it is typed. */
export default function TaxDialog({ tax, close, today, included, place }: Props) {
  const { locale } = place;
  const schema = useMemo(() => taxForm(locale), [locale]);
  const typed = (parts: CompanyTax['components']): Part[] =>
    parts.map((part) => ({ ...part, rate: typedPercent(part.rate, locale) }));
  const seen = tax && { name: tax.name, validFrom: tax.validFrom, components: tax.components };
  const form = useForm({
    id: `tax-${tax?.id ?? 'new'}`,
    initial: {
      name: tax?.name ?? '',
      validFrom: tax?.validFrom ?? today,
      components: tax ? typed(tax.components) : [],
    },
    draft: false,
    schema,
    send: (input, key) => saveTax({ id: tax?.id ?? null, seen, ...input }, key),
    saved: () => {
      close();
      notify({ message: 'Saved. It holds for what is priced from now on.' });
    },
  });
  const { values, errors } = form;
  const read = schema.safeParse(values);
  const begin = (name: string) => {
    const usual = usualTaxes.find((one) => one.name === name);
    if (usual)
      form.set({
        name,
        components: typed(usual.components),
        ...(usual.validFrom ? { validFrom: usual.validFrom } : {}),
      });
  };
  const change = (index: number, to: Partial<Part>) =>
    form.set({ components: values.components.map((one, at) => (at === index ? { ...one, ...to } : one)) });
  return (
    <DialogForm
      id="tax"
      open
      onClose={close}
      title={tax ? `Change “${tax.name}”` : 'Add a tax'}
      description="Bookings keep the tax that they were priced with until they are changed."
      form={form}
      submit="Save tax"
      cancel="Not now"
    >
      {tax ? null : (
        <Field label="Begin with" name="usual" optional>
          <Select
            value=""
            options={[
              { value: '', label: 'Your own' },
              ...usualTaxes.map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={({ target }) => begin(target.value)}
          />
        </Field>
      )}
      <InputField
        {...form.field('name')}
        label="Name"
        help="What you know it by, in this list."
        required
        autoComplete="off"
      />
      <DateTimeField {...form.field('validFrom')} label="For events from" required kind="date" />
      {values.components.map((part, index) => (
        <PartFields
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are added and taken away at their places
          key={index}
          {...{ part, index, errors }}
          change={(to) => change(index, to)}
          remove={() => form.set({ components: values.components.filter((_, at) => at !== index) })}
        />
      ))}
      {values.components.length < mostComponents ? (
        <Button
          size="small"
          className="self-start"
          icon={<Icon name="plus" className="size-4" />}
          onClick={() => form.set({ components: [...values.components, newPart] })}
        >
          Add a part
        </Button>
      ) : null}
      {read.success ? <TaxPreview {...read.data} included={included} place={place} /> : null}
    </DialogForm>
  );
}

type PartProps = {
  part: Part;
  index: number;
  errors: Record<string, string>;
  change: (to: Partial<Part>) => void;
  remove: () => void;
};

function PartFields({ part, index, errors, change, remove }: PartProps) {
  const at = (name: keyof Part) => `components.${index}.${name}`;
  return (
    <FieldFrame legend={`Part ${index + 1}`} remove={remove}>
      <Field label="As it stands on documents" name={at('name')} error={errors[at('name')]} required>
        <Input
          value={part.name}
          autoComplete="off"
          onChange={({ target }) => change({ name: target.value })}
        />
      </Field>
      <div className="grid grid-cols-2 gap-2">
        <Field
          label="Code"
          name={at('code')}
          error={errors[at('code')]}
          help="Its account in the ledger goes by it."
          required
        >
          <Input
            value={part.code}
            autoComplete="off"
            onChange={({ target }) => change({ code: target.value })}
          />
        </Field>
        <Field
          label="Rate"
          name={at('rate')}
          error={errors[at('rate')]}
          help="Percent of what is taxed."
          required
        >
          <Input
            value={part.rate}
            inputMode="decimal"
            autoComplete="off"
            suffix="%"
            onChange={({ target }) => change({ rate: target.value })}
          />
        </Field>
      </div>
      <Checkbox
        name={at('compound')}
        label="On the parts before it too"
        checked={part.compound}
        onChange={({ target }) => change({ compound: target.checked })}
      />
    </FieldFrame>
  );
}
