'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { NumberField, TextareaField } from '@/components/form/fields';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { recordFinalCount } from '@/lib/bookings/actions';
import { belowFinalCount, sayDue } from '@/lib/bookings/final-count/rules';
import { headsOf } from '@/lib/bookings/heads';
import type { BookingDetail } from '@/lib/bookings/queries';
import { finalCountForm } from '@/lib/bookings/schema';
import { dayKey } from '@/lib/platform/format/dates';
import { readWhole } from '@/lib/platform/read-whole-number';

type Props = {
  id: string;
  booking: BookingDetail['booking'];
  /** Business days before the event. */
  finalCountDays: number;
  /** Whether this person may go below it with a reason. */
  mayLower: boolean;
  where: { timeZone: string; locale: string };
  now: Date;
};

/** Takes down the final count as the customer tells it. */
export function FinalCountDialog({ id, booking, finalCountDays, mayLower, where, now }: Props) {
  const { timeZone, locale } = where;
  const eventDay = dayKey(booking.startsAt, timeZone);
  const before = headsOf(booking).guests;
  const form = useForm({
    // What somebody else recorded in the meantime is shown, not what stood here.
    id: `final-count-${booking.id}-${booking.version}`,
    initial: { guaranteedGuests: String(before), overLimits: '' },
    draft: false,
    schema: finalCountForm,
    send: (input, key) => recordFinalCount({ id: booking.id, ...input }, key),
    saved: () => {
      closeDialog(id);
      notify({ message: 'Final count recorded', detail: 'Lines that follow the guests follow it.' });
    },
  });
  const after = readWhole(form.values.guaranteedGuests) ?? before;
  const today = dayKey(now, timeZone);
  const [below] = belowFinalCount({ before, after, eventDay, today, businessDays: finalCountDays, locale });
  return (
    <DialogForm
      id={id}
      title="Record the final count"
      description={sayDue(eventDay, finalCountDays, locale)}
      form={form}
      submit="Record it"
      cancel="Not now"
    >
      <NumberField
        {...form.field('guaranteedGuests')}
        label="Guests guaranteed"
        help="The kitchen cooks for it, and no fewer are billed."
        required
        around="max-w-48"
      />
      {below ? (
        <Notice tone="attention" title={below.said}>
          {mayLower ? 'Say why it may be fewer all the same.' : 'A manager may go below it, with a reason.'}
        </Notice>
      ) : null}
      {below && mayLower ? (
        <TextareaField
          {...form.field('overLimits')}
          label="Reason"
          help="Kept on the booking’s timeline with your name."
          required
          rows={2}
          dir="auto"
        />
      ) : null}
    </DialogForm>
  );
}
