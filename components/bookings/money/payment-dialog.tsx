'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { SelectField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { recordPayment } from '@/lib/bookings/money/actions';
import type { Papers } from '@/lib/bookings/money/queries';
import { paymentForm } from '@/lib/bookings/money/schema';
import { formatMoney } from '@/lib/platform/format/money';
import { ReceivedFields } from './received-fields';

type Props = {
  id: string;
  bookingId: string;
  currency: string;
  locale: string;
  left: string;
  suggested: string;
  /** The company's day. */
  today: string;
  /** What else the customer has to pay. */
  others: Papers['others'];
};

/** Records money that was received. */
export function PaymentDialog({ id, bookingId, currency, locale, left, suggested, today, others }: Props) {
  const schema = useMemo(() => paymentForm({ currency, locale }), [currency, locale]);
  const form = useForm({
    id: `payment-${bookingId}`,
    initial: {
      ...{ amount: suggested, method: 'mobile_money', reference: '', receivedOn: today },
      ...{ otherId: '', otherAmount: '' },
    },
    draft: false,
    schema,
    send: (input, key) => recordPayment({ bookingId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Payment recorded' });
    },
  });
  const { values } = form;
  const chosen = others.find((other) => other.id === values.otherId);
  return (
    <DialogForm
      id={id}
      title="Record payment"
      description={`${left} is left to pay.`}
      form={form}
      submit="Record payment"
      cancel="Not now"
    >
      <MoneyField {...form.field('amount')} label="Amount" {...{ currency, locale }} />
      <ReceivedFields form={form} today={today} />
      {others.length > 0 ? (
        <SelectField
          {...form.field('otherId')}
          label="Also for"
          optional
          options={[
            { value: '', label: 'This event only' },
            ...others.map((other) => ({
              value: other.id,
              label: `${other.reference} ${other.eventName}, ${formatMoney(other.left, currency, locale)} left`,
            })),
          ]}
        />
      ) : null}
      {chosen ? (
        <MoneyField
          {...form.field('otherAmount')}
          label={`Amount for ${chosen.reference}`}
          {...{ currency, locale }}
        />
      ) : null}
    </DialogForm>
  );
}
