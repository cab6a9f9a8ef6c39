'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { SelectField, TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { notify } from '@/components/ui/toast';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import { assignHeld, makePayLink, returnHeld } from '@/lib/bookings/money/online/actions';
import { duesOf } from '@/lib/bookings/money/online/rules';
import { assignForm, itsEvents, returnForm } from '@/lib/bookings/money/online/schema';
import type { Papers } from '@/lib/bookings/money/queries';
import type { BookingDetail } from '@/lib/bookings/queries';
import type { Payment } from '@/lib/bookings/schedule/rules';
import { formatMoney } from '@/lib/platform/format/money';
import { assignDialog, linkDialog, returnDialog } from './dialog-names';
import { PayLinkDialog } from './pay-link-dialog';
import type { Checkout } from './words';

type Booking = BookingDetail['booking'];
type Props = {
  booking: Booking;
  held: readonly Checkout[];
  others: Papers['others'];
  schedule: readonly Payment[];
  /** The company's day. */
  today: string;
  currency: string;
  locale: string;
};

/** The dialogs of payments online. */
export default function OnlineDialogs({ booking, held, others, schedule, today, ...place }: Props) {
  return (
    <>
      <PayLinkDialog
        id={linkDialog}
        of={booking.id}
        dues={duesOf([{ ...booking, schedule }], today)}
        left={leftToPay(booking)}
        make={(wish, key) => makePayLink({ bookingId: booking.id, ...wish }, key)}
        {...place}
      />
      {held.map((checkout) => (
        <HeldDialogs key={checkout.id} {...{ checkout, booking, others }} {...place} />
      ))}
    </>
  );
}

type Held = Omit<Props, 'held' | 'schedule' | 'today'> & { checkout: Checkout };

function HeldDialogs({ checkout, booking, others, currency, locale }: Held) {
  const { id: checkoutId } = checkout;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const came = checkout.came ?? 0;
  const own = {
    id: booking.id,
    reference: booking.reference,
    eventName: booking.eventName,
    left: leftToPay(booking),
  };
  const room = [own, ...others].filter(({ left }) => left >= came);
  const together = checkout.events > 1;
  const assign = useForm({
    id: assignDialog(checkoutId),
    initial: { bookingId: together ? itsEvents : (room[0]?.id ?? '') },
    draft: false,
    schema: assignForm,
    send: (input, key) => assignHeld({ checkoutId, ...input }, key),
    saved: () => {
      closeDialog(assignDialog(checkoutId));
      notify({ message: 'Assigned, with its receipt' });
    },
  });
  const giveBack = useForm({
    id: returnDialog(checkoutId),
    initial: { note: '' },
    draft: false,
    schema: returnForm,
    send: (input, key) => returnHeld({ checkoutId, ...input }, key),
    saved: () => {
      closeDialog(returnDialog(checkoutId));
      notify({ message: 'Noted. It isn’t held any more.' });
    },
  });
  return (
    <>
      <DialogForm
        id={assignDialog(checkoutId)}
        title={`Assign ${say(came)}`}
        description="It becomes a payment of an event of the same customer, with its receipt."
        form={assign}
        submit="Assign it"
        cancel="Not now"
      >
        <SelectField
          {...assign.field('bookingId')}
          label="Event"
          help={
            room.length === 0 && !together
              ? 'No event of this customer has so much left to pay. Give the money back, or book another event.'
              : undefined
          }
          required
          placeholder="Choose an event"
          options={[
            ...(together
              ? [{ value: itsEvents, label: `The ${checkout.events} events that it was asked for` }]
              : []),
            ...room.map(({ id, reference, eventName, left }) => ({
              value: id,
              label: `${reference} ${eventName}, ${say(left)} left`,
            })),
          ]}
        />
      </DialogForm>
      <DialogForm
        id={returnDialog(checkoutId)}
        title={`${say(came)} was given back`}
        description="Give it back on your provider’s pages or in another way first, then note how."
        form={giveBack}
        submit="Note that it was given back"
        cancel="Not now"
      >
        <TextareaField {...giveBack.field('note')} label="How" required rows={2} dir="auto" />
      </DialogForm>
    </>
  );
}
