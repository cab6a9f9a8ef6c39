'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { offerRemedy } from '@/lib/cases/actions';
import { remedies, remedyWords } from '@/lib/cases/remedies';
import { remedyForm } from '@/lib/cases/schema';

type Props = { id: string; caseId: string; currency: string; locale: string; limit: string };

/** What the customer is offered, and what it costs; above the limit a manager has the last word. */
export function RemedyDialog({ id, caseId, currency, locale, limit }: Props) {
  const schema = useMemo(() => remedyForm({ currency, locale }), [currency, locale]);
  const form = useForm({
    id: `remedy-${caseId}`,
    initial: { remedy: 'refund', amount: '', percent: '', offer: '' },
    draft: false,
    schema,
    send: (input, key) => offerRemedy({ caseId, ...input }, key),
    saved: (data, reset) => {
      reset();
      closeDialog(id);
      notify(
        data.waits
          ? { message: 'Waits for a manager', detail: `It is above the limit of ${data.limit}.` }
          : data.voucher
            ? { message: 'Discount given', detail: `The code ${data.voucher.code} goes to the customer now.` }
            : { message: 'Remedy recorded' },
      );
    },
  });
  const { errors } = form;
  return (
    <DialogForm
      id={id}
      title="Offer a remedy"
      description={`Up to ${limit} it holds at once; above that a manager approves it.`}
      form={form}
      submit="Offer remedy"
      cancel="Not now"
    >
      <Field label="Remedy" name="remedy" error={errors.remedy} required>
        <Select
          {...form.bind('remedy')}
          options={remedies.map((value) => ({ value, label: remedyWords[value] }))}
        />
      </Field>
      {form.values.remedy === 'discount' ? (
        <Field
          label="Percent off"
          name="percent"
          error={errors.percent}
          help="The customer gets a code for it, good for one booking."
          required
        >
          <Input {...form.bind('percent')} inputMode="numeric" />
        </Field>
      ) : null}
      <MoneyField
        label="What it costs us"
        control={form.bind('amount')}
        error={errors.amount}
        {...{ currency, locale }}
      />
      <Field label="What exactly is offered" name="offer" error={errors.offer} required>
        <Textarea {...form.bind('offer')} rows={3} />
      </Field>
    </DialogForm>
  );
}
