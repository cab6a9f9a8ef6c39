'use client';

import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { closeDialog, Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { cancelBooking } from '@/lib/bookings/actions';

type Props = { id: string; bookingId: string; eventName: string; paid: string | null };

/** Asks for the reason; there is no way back from a cancelled booking. */
export function CancelDialog({ id, bookingId, eventName, paid }: Props) {
  const [error, cancel] = useActionState(async (_: string | undefined, form: FormData) => {
    const result = await cancelBooking({ id: bookingId, reason: String(form.get('reason') ?? '') });
    if (!result.ok) return result.fields?.reason ?? result.message;
    closeDialog(id);
    notify({ message: 'Booking cancelled', tone: 'plain' });
    return undefined;
  }, undefined);
  return (
    <Dialog
      id={id}
      title={`Cancel “${eventName}”?`}
      description={
        <>
          The venue and time become free, and a customer who knows of the booking is told that it is
          cancelled. This can’t be undone.
          {paid ? ` ${paid} has been paid: settle it with the customer.` : null}
        </>
      }
    >
      <form action={cancel} className="flex flex-col gap-4">
        <Field label="Reason" name="reason" error={error} required help="Shown on the booking’s timeline.">
          <Textarea maxLength={500} rows={3} />
        </Field>
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel>Keep the booking</DialogCancel>
          <SubmitButton variant="danger">Cancel booking</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
