'use client';

import { useRouter } from 'next/navigation';
import { SelectField } from '@/components/form/fields';
import { Form, LeaveLink, SaveButton } from '@/components/form/form';
import { useForm } from '@/components/form/use-form';
import { useSent } from '@/components/screen/use-sent';
import { formatDateTime } from '@/components/ui/date-time';
import { FormActions } from '@/components/ui/form-actions';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { recordHeard } from '@/lib/feedback/actions';
import type { heardSources } from '@/lib/feedback/schema';
import type { recordFeedbackScreen } from '@/lib/feedback/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { ScoreFields, typedScores } from './score-fields';
import { sourceWords } from './words';

/** Records what a customer told somebody. */
export function RecordFeedbackScreen({ sent }: { sent: Sent<DataOf<typeof recordFeedbackScreen>> }) {
  const {
    data: { waiting, booking },
    place: { timeZone, locale },
  } = useSent(sent);
  const finished = (at: Date | null) =>
    at ? `, ${formatDateTime({ at, timeZone, locale, style: 'date' })}` : '';
  return (
    <>
      <PageHead back={{ href: '/feedback', label: 'Feedback' }} title="Record feedback" />
      {waiting.length === 0 ? (
        <EmptyState
          title="No event waits for feedback"
          actions={<ButtonLink href="/feedback">Back to feedback</ButtonLink>}
        >
          Feedback belongs to a completed booking, and each of them has its own already.
        </EmptyState>
      ) : (
        <HeardForm
          chosen={booking}
          bookings={waiting.map((row) => ({
            value: row.bookingId,
            label: `${row.event}, ${row.customer}${finished(row.completedAt)}`,
          }))}
        />
      )}
    </>
  );
}

type Source = (typeof heardSources)[number];
const sources: Source[] = ['phone', 'in_person', 'email'];

/** Feedback that a customer told someone of the office. */
function HeardForm({ bookings, chosen }: { bookings: { value: string; label: string }[]; chosen?: string }) {
  const router = useRouter();
  const form = useForm({
    id: 'heard',
    initial: { bookingId: chosen ?? '', source: 'phone', ...typedScores({}) },
    schema: () => import('@/lib/feedback/schema').then((file) => file.heardForm),
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
  return (
    <Form form={form} className="flex max-w-xl flex-col gap-4">
      <SelectField
        {...form.field('bookingId')}
        label="Booking"
        required
        options={bookings}
        placeholder="Choose the event"
      />
      <SelectField
        {...form.field('source')}
        label="How did they tell you?"
        required
        options={sources.map((value) => ({ value, label: sourceWords[value] }))}
      />
      <ScoreFields form={form} />
      <FormActions>
        <SaveButton form={form}>Record feedback</SaveButton>
        <LeaveLink form={form} href="/feedback" />
      </FormActions>
    </Form>
  );
}
