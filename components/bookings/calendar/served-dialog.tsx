'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { advanceBooking } from '@/lib/bookings/actions';
import type { SheetEvent } from '@/lib/bookings/calendar/run-sheet-queries';
import { servedForm } from '@/lib/bookings/schema';

type Props = { event: SheetEvent; now: Date; close: () => void };

/** Completes an event and asks how many came. */
export default function ServedDialog({ event, now, close }: Props) {
  const form = useForm({
    id: `served-${event.id}`,
    initial: { served: String(event.guests) },
    draft: false,
    schema: servedForm,
    send: (input, key) => advanceBooking({ id: event.id, to: 'completed', ...input }, key),
    saved: () => {
      close();
      showAgain();
      notify({ message: 'Event completed' });
    },
  });
  const early = event.endsAt > now ? 'It is still on by its schedule. ' : '';
  return (
    <DialogForm
      id="served"
      title={`Complete “${event.name}”?`}
      description={`${early}The customer is asked for feedback after its scheduled end. A completed booking can’t be opened again.`}
      open
      onClose={close}
      form={form}
      submit="Mark as completed"
      cancel="Not yet"
    >
      <Field label="Guests served" name="served" error={form.errors.served} required className="max-w-40">
        <NumberInput {...form.bind('served')} />
      </Field>
    </DialogForm>
  );
}
