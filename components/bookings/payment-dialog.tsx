'use client';

import { useActionState, useRef } from 'react';
import { v7 } from 'uuid';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { recordPayment } from '@/lib/bookings/actions';
import { optionsOf, paymentMethodWords } from './words';

type Errors = Partial<Record<'amount' | 'method' | 'reference' | 'form', string>>;
type Typed = { errors: Errors; amount?: string; method?: string; reference?: string };
type Method = keyof typeof paymentMethodWords;
type Props = { id: string; bookingId: string; currency: string; left: string; suggested: string };

/** Records money that was received. */
export function PaymentDialog({ id, bookingId, currency, left, suggested }: Props) {
  const paymentId = useRef<string>(undefined);
  const [state, pay] = useActionState<Typed, FormData>(
    async (_, form) => {
      // Kept until it is recorded, so that pressing again after a lost answer doesn't pay twice.
      paymentId.current ??= v7();
      const text = (name: string) => String(form.get(name) ?? '');
      const typed = {
        amount: text('amount'),
        method: text('method') as Method,
        reference: text('reference'),
      };
      const result = await recordPayment({ bookingId, paymentId: paymentId.current, ...typed });
      if (!result.ok) return { ...typed, errors: result.fields ?? { form: result.message } };
      paymentId.current = undefined;
      closeDialog(id);
      notify({ message: 'Payment recorded' });
      return { errors: {} };
    },
    { errors: {} },
  );
  const { errors } = state;
  return (
    <Dialog id={id} title="Record payment" description={`${left} is left to pay.`}>
      <form key={suggested} action={pay} className="flex flex-col gap-4">
        {errors.form ? (
          <p role="alert" className="text-danger-ink text-sm">
            {errors.form}
          </p>
        ) : null}
        <Field label="Amount" name="amount" error={errors.amount} required>
          <Input
            prefix={currency}
            inputMode="decimal"
            autoComplete="off"
            className="text-end"
            defaultValue={state.amount ?? suggested}
          />
        </Field>
        <Field label="Paid by" name="method" error={errors.method} required>
          <Select options={optionsOf(paymentMethodWords)} defaultValue={state.method ?? 'mobile_money'} />
        </Field>
        <Field
          label="Reference"
          name="reference"
          error={errors.reference}
          optional
          help="As on the receipt or transfer."
        >
          <Input maxLength={120} autoComplete="off" defaultValue={state.reference} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel>Not now</DialogCancel>
          <SubmitButton>Record payment</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
