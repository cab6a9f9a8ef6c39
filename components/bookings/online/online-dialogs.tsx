'use client';

import { useMemo, useState } from 'react';
import { DialogForm } from '@/components/form/dialog-form';
import { MoneyField } from '@/components/form/money-field';
import { useForm } from '@/components/form/use-form';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { closeDialog, Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { assignHeld, makePayLink, returnHeld } from '@/lib/bookings/money/online/actions';
import { duesOf } from '@/lib/bookings/money/online/rules';
import { assignForm, linkForm, returnForm } from '@/lib/bookings/money/online/schema';
import type { Papers } from '@/lib/bookings/money/queries';
import type { BookingDetail } from '@/lib/bookings/queries';
import { leftToPay } from '@/lib/bookings/rules';
import type { Payment } from '@/lib/bookings/schedule/rules';
import { formatMoney } from '@/lib/platform/format/money';
import { assignDialog, linkDialog, returnDialog } from './dialog-names';
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
      <LinkDialog {...{ booking, schedule, today }} {...place} />
      {held.map((checkout) => (
        <HeldDialogs key={checkout.id} {...{ checkout, booking, others }} {...place} />
      ))}
    </>
  );
}

function LinkDialog({ booking, schedule, today, currency, locale }: Omit<Props, 'held' | 'others'>) {
  const [link, setLink] = useState<string>();
  const schema = useMemo(() => linkForm({ currency, locale }), [currency, locale]);
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const dues = duesOf(booking, schedule, today);
  const form = useForm({
    id: `pay-link-${booking.id}`,
    initial: { purpose: (dues[0]?.purpose ?? 'balance') as string, amount: '' },
    draft: false,
    schema,
    send: (input, key) => makePayLink({ bookingId: booking.id, ...input }, key),
    saved: (made, reset) => {
      reset();
      setLink(made.link);
    },
  });
  if (link)
    return (
      <Dialog
        id={linkDialog}
        title="The link is ready"
        description="Send it to the customer. They pay on the provider’s page, and it is booked here by itself."
        open
        onClose={() => setLink(undefined)}
        footer={<Button onClick={() => setLink(undefined)}>Done</Button>}
      >
        <div className="flex items-center gap-2">
          <Input
            readOnly
            value={link}
            aria-label="Link for the customer"
            onFocus={(event) => event.target.select()}
          />
          <CopyButton value={link} label="Copy the link" />
        </div>
      </Dialog>
    );
  const words = {
    deposit: 'The deposit',
    instalment: 'The next payment of the plan',
    balance: 'All that is left',
  };
  return (
    <DialogForm
      id={linkDialog}
      title="Ask for a payment"
      description={`Makes a link on which the customer pays online. ${say(leftToPay(booking))} is left to pay.`}
      form={form}
      submit="Make the link"
      cancel="Not now"
    >
      <Field label="For" name="purpose" error={form.errors.purpose} required>
        <Select
          {...form.bind('purpose')}
          options={[
            ...dues.map(({ purpose, amount }) => ({
              value: purpose,
              label: `${words[purpose]}, ${say(amount)}`,
            })),
            { value: 'amount', label: 'Another amount' },
          ]}
        />
      </Field>
      {form.values.purpose === 'amount' ? (
        <MoneyField
          label="Amount"
          control={form.bind('amount')}
          error={form.errors.amount}
          {...{ currency, locale }}
        />
      ) : null}
    </DialogForm>
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
  const assign = useForm({
    id: assignDialog(checkoutId),
    initial: { bookingId: room[0]?.id ?? '' },
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
        <Field
          label="Event"
          name="bookingId"
          error={assign.errors.bookingId}
          help={
            room.length === 0
              ? 'No event of this customer has so much left to pay. Give the money back, or book another event.'
              : undefined
          }
          required
        >
          <Select
            {...assign.bind('bookingId')}
            placeholder="Choose an event"
            options={room.map(({ id, reference, eventName, left }) => ({
              value: id,
              label: `${reference} ${eventName}, ${say(left)} left`,
            }))}
          />
        </Field>
      </DialogForm>
      <DialogForm
        id={returnDialog(checkoutId)}
        title={`${say(came)} was given back`}
        description="Give it back on your provider’s pages or in another way first, then note how."
        form={giveBack}
        submit="Note that it was given back"
        cancel="Not now"
      >
        <Field label="How" name="note" error={giveBack.errors.note} required>
          <Textarea {...giveBack.bind('note')} rows={2} dir="auto" />
        </Field>
      </DialogForm>
    </>
  );
}
