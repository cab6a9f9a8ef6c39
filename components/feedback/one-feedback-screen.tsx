'use client';

import { OpenCase } from '@/components/cases/open-case';
import { useScreen } from '@/components/screen/use-screen';
import { DateTime } from '@/components/ui/date-time';
import { DialogButton } from '@/components/ui/dialog';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { Notice, Section } from '@/components/ui/section';
import type { oneFeedbackScreen } from '@/lib/feedback/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { AnswersPanel } from './answers-panel';
import { CorrectionSheet } from './correction-sheet';
import { Transcript } from './transcript';

const sheet = 'correct-feedback';

/** One answer: what was understood, and the words it was read from. */
export function OneFeedbackScreen({ sent }: { sent: Sent<DataOf<typeof oneFeedbackScreen>> }) {
  const { data: detail, place } = useScreen(sent);
  const { feedback, booking, customer, cases, correctedBy } = detail;
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
