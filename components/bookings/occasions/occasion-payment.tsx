'use client';

import { useMemo } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { payOccasion } from '@/lib/bookings/occasions/actions';
import type { Occasion } from '@/lib/bookings/occasions/queries';
import { payForm } from '@/lib/bookings/occasions/schema';
import { splitPayment } from '@/lib/bookings/occasions/sums';
import { formatMoney } from '@/lib/platform/format/money';
import { parseMoney, typedMoney } from '@/lib/platform/money';
import type { Place } from '@/lib/platform/sent';
import { ReceivedFields } from '../money/received-fields';

type Props = {
  id: string;
  occasion: Occasion;
  /** The company's day. */
  today: string;
  place: Place;
};

/** Records money for the whole occasion, and says before how it is laid onto the parts. */
export function OccasionPayment({ id, occasion, today, place: { currency, locale } }: Props) {
  const { parts, sums } = occasion;
  const schema = useMemo(() => payForm({ currency, locale }), [currency, locale]);
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const form = useForm({
    id: `pay-occasion-${occasion.id}`,
    initial: {
      amount: typedMoney(sums.depositOpen > 0 ? sums.depositOpen : sums.open, { currency, locale }),
      ...{ method: 'mobile_money', reference: '', receivedOn: today },
    },
    draft: false,
    schema,
    send: (input, key) => payOccasion({ id: occasion.id, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Payment recorded' });
    },
  });
  const { values } = form;
  const amount = parseMoney(values.amount, { currency, locale }) ?? 0;
  const split = amount > 0 && amount <= sums.open ? splitPayment(parts, amount) : [];
  return (
    <DialogForm
      id={id}
      title="Record payment for the occasion"
      description={
        sums.depositOpen > 0
          ? `${say(sums.open)} is left to pay, ${say(sums.depositOpen)} of it as deposit.`
          : `${say(sums.open)} is left to pay.`
      }
      form={form}
      submit="Record payment"
      cancel="Not now"
    >
      <MoneyField {...form.field('amount')} label="Amount" {...{ currency, locale }} />
      {split.length > 0 ? (
        <ul aria-label="How it is split" className="tabular text-muted text-sm">
          {split.map((part) => (
            <li key={part.bookingId} className="flex justify-between gap-4">
              <span dir="auto">{parts.find((one) => one.id === part.bookingId)?.eventName}</span>
              <span>{say(part.amount)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <ReceivedFields form={form} today={today} />
    </DialogForm>
  );
}
