'use client';

import { useMemo, useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { InputField, TextareaField } from '@/components/form/fields';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { Segmented } from '@/components/ui/choice';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { cancelBooking } from '@/lib/bookings/actions';
import { type Cancellation, sayTerm } from '@/lib/bookings/cancelling/rules';
import { cancelForm } from '@/lib/bookings/cancelling/schema';
import { cancelOccasion } from '@/lib/bookings/occasions/actions';
import type { Occasion } from '@/lib/bookings/occasions/queries';
import { whyKept } from '@/lib/bookings/occasions/rules';
import type { BookingDetail } from '@/lib/bookings/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { typedMoney } from '@/lib/platform/money';

type Props = {
  id: string;
  booking: BookingDetail['booking'];
  cancellation: Cancellation | undefined;
  /** What it is a part of. */
  occasion: Occasion | undefined;
  /** Whether this person may ask for another fee than that of the terms. */
  mayChangeFee: boolean;
  currency: string;
  locale: string;
};

/** Asks for the reason, and says what stays due; there is no way back from a cancelled booking. */
export function CancelDialog({ id, booking, cancellation, occasion, mayChangeFee, currency, locale }: Props) {
  const [scope, setScope] = useState<'part' | 'all'>('part');
  const others = occasion?.parts.filter((part) => part.id !== booking.id && !whyKept(part)) ?? [];
  // One that is under way is called off by itself.
  const meant = occasion && !whyKept(booking) ? [booking, ...others] : [];
  const all = scope === 'all' && meant.length > 1 && occasion;
  const schema = useMemo(() => cancelForm({ currency, locale }), [currency, locale]);
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const byTerms = cancellation?.fee ?? 0;
  const form = useForm({
    id: `cancel-${booking.id}`,
    initial: { reason: '', fee: byTerms > 0 ? typedMoney(byTerms, { currency, locale }) : '', feeReason: '' },
    draft: false,
    schema,
    // Where it isn't theirs to say, the terms of the moment hold.
    send: ({ fee, feeReason, ...input }, key) =>
      all
        ? cancelOccasion({ id: all.id, ...input }, key)
        : cancelBooking(
            { id: booking.id, ...input, ...(mayChangeFee && asks ? { fee, feeReason } : {}) },
            key,
          ),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: all ? `${meant.length} bookings cancelled` : 'Booking cancelled', tone: 'plain' });
    },
  });
  const asks = !all && (byTerms > 0 || booking.paid > 0);
  return (
    <DialogForm
      id={id}
      title={`Cancel “${booking.eventName}”?`}
      description="The venue and time become free, and a customer who knows of the booking is told that it is cancelled. This can’t be undone."
      form={form}
      submit={all ? `Cancel ${meant.length} bookings` : 'Cancel booking'}
      danger
      cancel={all ? 'Keep the bookings' : 'Keep the booking'}
    >
      {occasion && meant.length > 1 ? (
        <>
          <Segmented
            legend={`It is a part of “${occasion.name}”`}
            name="scope"
            choices={[
              { value: 'part', label: 'This part alone' },
              { value: 'all', label: `All ${meant.length} parts` },
            ]}
            value={scope}
            onChange={(value) => setScope(value as 'part' | 'all')}
          />
          {all ? (
            <p className="text-sm">
              Cancelled as well, each by its own terms: {others.map(({ eventName }) => eventName).join(', ')}.
            </p>
          ) : null}
        </>
      ) : null}
      {asks ? <p className="text-sm">{sayMoney(booking, cancellation, { say, locale })}</p> : null}
      <TextareaField
        {...form.field('reason')}
        label="Reason"
        required
        help="Shown on the booking’s timeline."
        rows={3}
      />
      {asks && mayChangeFee ? (
        <>
          <MoneyField {...form.field('fee')} label="Still asked for" {...{ currency, locale }} />
          <InputField
            {...form.field('feeReason')}
            label="Why another fee"
            help="Where it isn’t that of the terms."
            optional
            autoComplete="off"
          />
        </>
      ) : null}
    </DialogForm>
  );
}

/** What the terms ask for, and what that makes of what was paid. */
function sayMoney(
  { paid }: BookingDetail['booking'],
  cancellation: Cancellation | undefined,
  { say, locale }: { say: (amount: number) => string; locale: string },
): string {
  const fee = cancellation?.fee ?? 0;
  const { days, share } = cancellation ?? {};
  const terms =
    fee > 0 && days != null && share != null
      ? `By its terms ${say(fee)} stays due (${sayTerm({ days, share }, locale)}).`
      : 'By its terms nothing stays due.';
  if (paid === 0) return terms;
  if (paid > fee) return `${terms} ${say(paid)} was paid, so ${say(paid - fee)} is to be given back.`;
  return `${terms} ${say(paid)} of it was paid.`;
}
