'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { cancelBooking } from '@/lib/bookings/actions';
import { bookingCancel } from '@/lib/bookings/schema';

type Props = { id: string; bookingId: string; eventName: string; paid: string | null };

const schema = bookingCancel.omit({ id: true });

/** Asks for the reason; there is no way back from a cancelled booking. */
export function CancelDialog({ id, bookingId, eventName, paid }: Props) {
  const form = useForm({
    id: `cancel-${bookingId}`,
    initial: { reason: '' },
    draft: false,
    schema,
    send: (input, key) => cancelBooking({ id: bookingId, ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Booking cancelled', tone: 'plain' });
    },
  });
  return (
    <DialogForm
      id={id}
      title={`Cancel “${eventName}”?`}
      description={
        <>
          The venue and time become free, and a customer who knows of the booking is told that it is
          cancelled. This can’t be undone.
          {paid ? ` ${paid} has been paid: settle it with the customer.` : null}
        </>
      }
      form={form}
      submit="Cancel booking"
      danger
      cancel="Keep the booking"
    >
      <Field
        label="Reason"
        name="reason"
        error={form.errors.reason}
        required
        help="Shown on the booking’s timeline."
      >
        <Textarea {...form.bind('reason')} rows={3} />
      </Field>
    </DialogForm>
  );
}
