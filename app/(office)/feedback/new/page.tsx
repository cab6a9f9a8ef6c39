import type { Metadata } from 'next';
import { HeardForm } from '@/components/feedback/heard-form';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import { gatePage } from '@/lib/auth/actor';
import { listUnanswered } from '@/lib/feedback/queries';

export const metadata: Metadata = { title: 'Record feedback' };

export default async function RecordFeedbackPage(props: { searchParams: Promise<{ booking?: string }> }) {
  const { actor, identity } = await gatePage('feedback.record');
  const { timeZone, locale } = identity;
  const waiting = await listUnanswered(actor);
  const { booking } = await props.searchParams;
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
            label: `${row.event}, ${row.customer}${row.completedAt ? `, ${formatDateTime({ at: row.completedAt, timeZone, locale, style: 'date' })}` : ''}`,
          }))}
        />
      )}
    </>
  );
}
