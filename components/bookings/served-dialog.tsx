'use client';

import { DialogForm } from '@/components/form/dialog-form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { closeDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { NumberInput } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link';
import { notify } from '@/components/ui/toast';
import { advanceBooking } from '@/lib/bookings/actions';
import { servedForm } from '@/lib/bookings/schema';
import { readWhole } from '@/lib/platform/read-whole';

type Props = {
  /** `guests`: the final count, or those expected where there is none. */
  event: { id: string; name: string; guests: number; endsAt: Date };
  now: Date;
  /** What is billed where so many were served, in words. */
  sayBill?: (served: number) => string;
  /** Controlled by the page instead of by its id. */
  close?: () => void;
};

const id = 'served';

/** Completes an event and asks how many came. */
export default function ServedDialog({ event, now, sayBill, close }: Props) {
  const form = useForm({
    id: `served-${event.id}`,
    initial: { served: String(event.guests) },
    draft: false,
    schema: servedForm,
    send: (input, key) => advanceBooking({ id: event.id, to: 'completed', ...input }, key),
    saved: () => {
      if (close) close();
      else closeDialog(id);
      showAgain();
      notify({ message: 'Event completed' });
    },
  });
  const early = event.endsAt > now ? 'It is still on by its schedule. ' : '';
  return (
    <DialogForm
      id={id}
      title={`Complete “${event.name}”?`}
      description={`${early}The customer is asked for feedback after its scheduled end. A completed booking can’t be opened again.`}
      {...(close && { open: true, onClose: close })}
      form={form}
      submit="Mark as completed"
      cancel="Not yet"
    >
      <Field
        label="Guests served"
        name="served"
        error={form.errors.served}
        help={sayBill?.(readWhole(form.values.served) ?? 0) ?? 'More than were guaranteed are billed.'}
        required
      >
        <NumberInput {...form.bind('served')} className="max-w-40" />
      </Field>
      <p className="text-muted text-sm">
        Was there anything extra, such as another hour or more dishes?{' '}
        <TextLink href={`/bookings/${event.id}/edit`}>Add it to the booking first</TextLink>.
      </p>
    </DialogForm>
  );
}
