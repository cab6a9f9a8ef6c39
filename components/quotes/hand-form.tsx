'use client';

import { Form, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { showAgain } from '@/components/screen/show-again';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { notify } from '@/components/ui/toast';
import { quoteByHand } from '@/lib/quotes/actions';
import { byHandInput } from '@/lib/quotes/schema';

const schema = byHandInput.omit({ bookingId: true });

/** Marks a booking as quoted without sending anything, with how it was told. */
export function HandForm({ bookingId }: { bookingId: string }) {
  const form = useForm({
    id: `quote-by-hand-${bookingId}`,
    initial: { reason: '' },
    draft: false,
    schema,
    send: (input, key) => quoteByHand({ bookingId, ...input }, key),
    saved: (_, reset) => {
      notify({ message: 'Marked as quoted' });
      reset();
      showAgain();
    },
  });
  return (
    <Form form={form}>
      <Field
        label="How it was given"
        name="reason"
        error={form.errors.reason}
        required
        help="Shown on the booking’s timeline."
      >
        <Textarea {...form.bind('reason')} rows={2} dir="auto" />
      </Field>
      <SaveButton form={form} variant="secondary" className="self-start">
        Mark as quoted
      </SaveButton>
    </Form>
  );
}
