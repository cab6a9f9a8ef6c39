'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { advanceBooking } from '@/lib/bookings/actions';
import { overLimitsForm } from '@/lib/bookings/schema';
import { overLimitsDialog, useProblem } from './asked-reason';

/** Asks a manager why an event is confirmed although it goes over the company's limits. */
export function OverLimitsDialog({ bookingId }: { bookingId: string }) {
  const problem = useProblem();
  const form = useForm({
    id: `over-limits-${bookingId}`,
    initial: { overLimits: '' },
    draft: false,
    schema: overLimitsForm,
    send: (input, key) => advanceBooking({ id: bookingId, to: 'confirmed', ...input }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(overLimitsDialog);
      notify({ message: 'Booking confirmed' });
    },
  });
  return (
    <DialogForm
      id={overLimitsDialog}
      title="Confirm it all the same?"
      description={problem}
      form={form}
      submit="Confirm booking"
      cancel="Not now"
    >
      <Field
        label="Reason"
        name="overLimits"
        error={form.errors.overLimits}
        required
        help="Kept on the booking’s timeline with your name."
      >
        <Textarea {...form.bind('overLimits')} rows={3} />
      </Field>
    </DialogForm>
  );
}
