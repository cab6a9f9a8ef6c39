'use client';

import { WordsDialog } from '@/components/cases/words-dialog';
import { RecordStory } from '@/components/comments/record-timeline';
import { Form, SaveButton } from '@/components/form/form';
import { StaleNotice } from '@/components/form/stale-notice';
import { useForm } from '@/components/form/use-form';
import { useScreen } from '@/components/screen/use-screen';
import { DateTime } from '@/components/ui/date-time';
import { closeDialog, DialogButton, DialogCancel, SideSheet } from '@/components/ui/dialog';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { Notice, Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { openCaseByHand } from '@/lib/cases/actions';
import { correctFeedback } from '@/lib/feedback/actions';
import type { oneFeedbackScreen } from '@/lib/feedback/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { AnswersPanel } from './answers-panel';
import { ScoreFields, type Scores, scoreWords, typedScores } from './score-fields';
import { Transcript } from './transcript';

const sheet = 'correct-feedback';

/** One answer: what was understood, and the words it was read from. */
export function OneFeedbackScreen({ sent }: { sent: Sent<DataOf<typeof oneFeedbackScreen>> }) {
  const { data: detail, place, now } = useScreen(sent);
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
        <div className="flex min-w-0 flex-col gap-10">
          <Section title="What they said">
            <AnswersPanel detail={detail} />
          </Section>
          <RecordStory record={detail} {...{ place, now }} />
        </div>
        <Section title="Word for word">
          <Transcript said={detail.said} place={place} />
        </Section>
      </div>
      <CorrectionSheet id={sheet} feedbackId={feedback.id} version={feedback.version} values={feedback} />
    </>
  );
}

const dialog = 'open-case';

/** A case for what the customer told a person: by phone, at the event, between the lines of an answer. */
function OpenCase({ bookingId }: { bookingId: string }) {
  return (
    <>
      <DialogButton opens={dialog}>Open a case</DialogButton>
      <WordsDialog
        id={dialog}
        title="Open a recovery case"
        description="It is yours to work on, and its clock starts now."
        label="What went wrong?"
        name="summary"
        submit="Open the case"
        done="Case opened"
        about={bookingId}
        schema={() => import('@/lib/cases/schema').then((file) => file.openInput.pick({ summary: true }))}
        save={(summary, key) => openCaseByHand({ bookingId, summary }, key)}
      />
    </>
  );
}

type Props = { id: string; feedbackId: string; version: number; values: Scores };

/** Puts right what was read from the customer’s words. The words stay, and so does the first reading. */
function CorrectionSheet({ id, feedbackId, version, values }: Props) {
  const form = useForm({
    id: `correction-${feedbackId}`,
    initial: typedScores(values),
    version,
    schema: () => import('@/lib/feedback/schema').then((file) => file.correctionForm),
    send: (input, key, edition) => correctFeedback({ feedbackId, ...input, version: edition.version }, key),
    saved: (_, reset) => {
      reset();
      closeDialog(id);
      notify({ message: 'Feedback corrected' });
    },
    stored: typedScores,
  });
  return (
    <SideSheet
      id={id}
      title="Correct the reading"
      description="The customer’s words are kept as they wrote them; your correction is recorded with your name."
    >
      <Form form={form}>
        <StaleNotice form={form} noun="feedback" labels={scoreWords} />
        <ScoreFields form={form} />
        <div className="flex flex-wrap justify-end gap-2 pt-1 pb-2 max-sm:[&>*]:flex-1">
          <DialogCancel leave={form.reset} />
          <SaveButton form={form}>Save correction</SaveButton>
        </div>
      </Form>
    </SideSheet>
  );
}
