'use client';

import { useSent } from '@/components/screen/use-sent';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import type { recordFeedbackScreen } from '@/lib/feedback/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { HeardForm } from './heard-form';

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
