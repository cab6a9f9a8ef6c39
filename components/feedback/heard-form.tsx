'use client';

import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { SubmitButton } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { FormActions } from '@/components/ui/form-actions';
import { ButtonLink } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { recordHeard } from '@/lib/feedback/actions';
import type { heardSources } from '@/lib/feedback/schema';
import { readScores, ScoreFields } from './score-fields';
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
  const [errors, record] = useActionState<Record<string, string>, FormData>(async (_, form) => {
    const result = await recordHeard({
      bookingId: String(form.get('bookingId') ?? ''),
      source: String(form.get('source') ?? '') as Source,
      ...readScores(form),
    });
    if (!result.ok) return result.fields ?? { form: result.message };
    const { feedbackId, reference } = result.data;
    notify({
      message: 'Feedback recorded',
      detail: reference ? `${reference} was opened for it.` : undefined,
    });
    router.push(`/feedback/${feedbackId}`);
    return {};
  }, {});
  const { form, ...fields } = errors;
  return (
    <form action={record} className="flex max-w-xl flex-col gap-4">
      <ErrorSummary
        errors={Object.fromEntries(Object.entries(fields).map(([name, problem]) => [name, [problem]]))}
        message={form}
      />
      <Field label="Booking" name="bookingId" error={errors.bookingId} required>
        <Select options={bookings} placeholder="Choose the event" defaultValue={chosen ?? ''} />
      </Field>
      <Field label="How did they tell you?" name="source" error={errors.source} required>
        <Select
          options={sources.map((value) => ({ value, label: sourceWords[value] }))}
          defaultValue="phone"
        />
      </Field>
      <ScoreFields values={{}} errors={errors} />
      <FormActions>
        <SubmitButton>Record feedback</SubmitButton>
        <ButtonLink href="/feedback" variant="quiet">
          Leave without saving
        </ButtonLink>
      </FormActions>
    </form>
  );
}
