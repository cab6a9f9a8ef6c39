'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField, SelectField, TextareaField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
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
  return (
    <DialogForm
      id={id}
      title="Offer a remedy"
      description={`Up to ${limit} it holds at once; above that a manager approves it.`}
      form={form}
      submit="Offer remedy"
      cancel="Not now"
    >
      <SelectField
        {...form.field('remedy')}
        label="Remedy"
        required
        options={remedies.map((value) => ({ value, label: remedyWords[value] }))}
      />
      {form.values.remedy === 'discount' ? (
        <InputField
          {...form.field('percent')}
          label="Percent off"
          help="The customer gets a code for it, good for one booking."
          required
          inputMode="numeric"
        />
      ) : null}
      <MoneyField {...form.field('amount')} label="What it costs us" {...{ currency, locale }} />
      <TextareaField {...form.field('offer')} label="What exactly is offered" required rows={3} />
    </DialogForm>
  );
}
