'use client';

import { useRouter } from 'next/navigation';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { recordHeard } from '@/lib/feedback/actions';
import { heardForm, type heardSources } from '@/lib/feedback/schema';
import { ScoreFields, typedScores } from './score-fields';
import { sourceWords } from './words';

type Source = (typeof heardSources)[number];
const sources: Source[] = ['phone', 'in_person', 'email'];

/** Feedback that a customer told someone of the office. */
export function HeardForm({
  bookings,
  chosen,
}: {
  bookings: { value: string; label: string }[];
  chosen?: string;
}) {
  const router = useRouter();
  const form = useForm({
    id: 'heard',
    initial: { bookingId: chosen ?? '', source: 'phone', ...typedScores({}) },
    schema: heardForm,
    send: (input, key) => recordHeard(input, key),
    saved: ({ feedbackId, reference }) => {
      notify({
        message: 'Feedback recorded',
        detail: reference ? `${reference} was opened for it.` : undefined,
      });
      router.push(`/feedback/${feedbackId}`);
    },
    restore: (draft) => ({ ...draft, ...(chosen ? { bookingId: chosen } : {}) }),
  });
  const { errors } = form;
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-4">
      <Field label="Booking" name="bookingId" error={errors.bookingId} required>
        <Select {...form.bind('bookingId')} options={bookings} placeholder="Choose the event" />
      </Field>
      <Field label="How did they tell you?" name="source" error={errors.source} required>
        <Select
          {...form.bind('source')}
          options={sources.map((value) => ({ value, label: sourceWords[value] }))}
        />
      </Field>
      <ScoreFields form={form} />
      <FormActions>
        <SaveButton form={form}>Record feedback</SaveButton>
        <LeaveLink form={form} href="/feedback" />
      </FormActions>
    </Form>
  );
}
