'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField, SelectField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { Checkbox } from '@/components/ui/choice';
import { closeDialog } from '@/components/ui/dialog';
import { optionsOf } from '@/components/ui/options';
import { notify } from '@/components/ui/toast';
import type { moneyMethods } from '@/db/enums';
import { refundPayment, voidReceipt } from '@/lib/bookings/money/actions';
import { refundForm, voidForm } from '@/lib/bookings/money/schema';
import { paymentMethodWords } from '@/lib/bookings/words';
import { formatMoney } from '@/lib/platform/format/money';
import { typedMoney } from '@/lib/platform/money';
import { refundDialog, voidDialog } from './dialog-names';
import { Reason } from './invoice-dialogs';

type Part = { id: string; amount: number; returned: number; method: (typeof moneyMethods)[number] };
type Place = { currency: string; locale: string };
type Props = Place & {
  receipt: { id: string; reference: string };
  refundable: readonly Part[];
  voidable: boolean;
};

/** What declares a receipt void, and what gives money back. */
export default function ReceiptDialogs({ receipt, refundable, voidable, ...place }: Props) {
  return (
    <>
      {voidable ? <VoidDialog receipt={receipt} /> : null}
      {refundable.map((part) => (
        <RefundDialog key={part.id} part={part} {...place} />
      ))}
    </>
  );
}

function VoidDialog({ receipt }: Pick<Props, 'receipt'>) {
  const form = useForm({
    id: `void-${receipt.id}`,
    initial: { reason: '' },
    draft: false,
    schema: voidForm,
    send: (input, key) => voidReceipt({ receiptId: receipt.id, ...input }, key),
    saved: () => {
      closeDialog(voidDialog);
      notify({ message: `${receipt.reference} is void` });
    },
  });
  return (
    <DialogForm
      id={voidDialog}
      title={`Declare ${receipt.reference} void?`}
      description="For a slip: no money came. The receipt keeps its number, and what it was for is open again."
      form={form}
      submit="Declare void"
      cancel="Not now"
    >
      <Reason form={form} />
    </DialogForm>
  );
}

function RefundDialog({ part, currency, locale }: Place & { part: Part }) {
  const place = { currency, locale };
  const schema = useMemo(() => refundForm({ currency, locale }), [currency, locale]);
  const left = part.amount - part.returned;
  const id = refundDialog(part.id);
  const form = useForm({
    id: `${id}-${part.returned}`,
    initial: {
      amount: typedMoney(left, place),
      // What came before the move isn't given back in kind.
      method: (part.method === 'brought_along' ? 'bank_transfer' : part.method) as string,
      reference: '',
      reason: '',
      again: '',
    },
    draft: false,
    schema,
    send: (input, key) => refundPayment({ paymentId: part.id, ...input }, key),
    saved: () => {
      closeDialog(id);
      notify({ message: 'Refund recorded' });
    },
  });
  const { errors } = form;
  return (
    <DialogForm
      id={id}
      title="Give money back"
      description={`Up to ${formatMoney(left, currency, locale)} of this payment. Pay it out first, then record it here.`}
      form={form}
      submit="Record refund"
      cancel="Not now"
    >
      <MoneyField {...form.field('amount')} label="Amount" {...place} />
      <SelectField
        {...form.field('method')}
        label="Given back by"
        required
        options={optionsOf(paymentMethodWords)}
      />
      <InputField {...form.field('reference')} label="Reference" optional autoComplete="off" />
      <Reason form={form} />
      {errors.again || form.values.again ? (
        <Checkbox
          name="again"
          label="This is other money than what the provider told of"
          checked={form.values.again === 'yes'}
          onChange={(event) => form.set({ again: event.target.checked ? 'yes' : '' })}
          error={errors.again}
        />
      ) : null}
    </DialogForm>
  );
}
