import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { OpenCase } from '@/components/cases/open-case';
import { AnswersPanel } from '@/components/feedback/answers-panel';
import { CorrectionSheet } from '@/components/feedback/correction-sheet';
import { Transcript } from '@/components/feedback/transcript';
import { LiveRefresh, type Topic } from '@/components/screen/live-channel';
import { DateTime } from '@/components/ui/date-time';
import { DialogButton } from '@/components/ui/dialog';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { Notice, Section } from '@/components/ui/section';
import { gatePage } from '@/lib/auth/actor';
import { readFeedback } from '@/lib/feedback/queries';

const topics: readonly Topic[] = ['feedback', 'cases', 'messages'];

export const metadata: Metadata = { title: 'Feedback' };
const sheet = 'correct-feedback';

export default async function FeedbackDetailPage({ params }: { params: Promise<{ id: string }> }) {
  const { actor, identity } = await gatePage('feedback.correct');
  const detail = await readFeedback(actor, (await params).id);
  if (!detail) notFound();
  const { feedback, booking, customer, cases, correctedBy } = detail;
  const place = { timeZone: identity.timeZone, locale: identity.locale };
  const open = cases.find((row) => row.state !== 'closed') ?? cases[0];
  return (
    <>
      <PageHead
        back={{ href: '/feedback', label: 'Feedback' }}
        title={booking.eventName}
        state={feedback.needsHuman ? <Badge tone="amber">Wants an answer</Badge> : undefined}
        meta={[
          <TextLink key="who" href={`/customers/${customer.id}`}>
            {customer.name}
          </TextLink>,
          <DateTime key="when" at={feedback.givenAt} {...place} style="datetime" />,
          <TextLink key="booking" href={`/bookings/${booking.id}`}>
            {booking.reference}
          </TextLink>,
        ]}
        primary={
          open ? (
            <ButtonLink href={`/cases/${open.id}`} variant="primary">
              Open case {open.reference}
            </ButtonLink>
          ) : (
            <OpenCase bookingId={booking.id} />
          )
        }
        menu={<DialogButton opens={sheet}>Correct the reading</DialogButton>}
      />
      <LiveRefresh topics={topics} />
      {feedback.correctedAt ? (
        <div className="mb-6">
          <Notice title={`Corrected by ${correctedBy ?? 'a colleague'}`}>
            <DateTime at={feedback.correctedAt} {...place} style="datetime" />. The words below are as the
            customer wrote them.
          </Notice>
        </div>
      ) : null}
      <div className="grid gap-10 lg:grid-cols-[1fr_24rem]">
        <Section title="What they said">
          <AnswersPanel detail={detail} />
        </Section>
        <Section title="Word for word">
          <Transcript said={detail.said} place={place} />
        </Section>
      </div>
      <CorrectionSheet id={sheet} feedbackId={feedback.id} version={feedback.version} values={feedback} />
    </>
  );
}
