'use client';

import { useState, useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import type { MenuEntry } from '@/components/ui/menu';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { RelativeTime } from '@/components/ui/relative-time';
import { Notice } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { answerEnquiry, markSpam } from '@/lib/enquiries/actions';
import { type AnswerWay, isOpen } from '@/lib/enquiries/rules';
import type { enquiryScreen } from '@/lib/enquiries/screens';
import { answerWords, sourceWords } from '@/lib/enquiries/words';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { EnquiryFacts } from './enquiry-facts';
import { EnquiryPeople } from './enquiry-people';
import { FollowUpForm } from './follow-up-form';
import { LoseDialog } from './lose-dialog';
import { AnswerClock, Marks, StagePill } from './marks';
import { moveTo } from './move-enquiry';
import { StageMenu } from './stage-menu';

/** One enquiry: what was asked, by whom, and what comes next. */
export function EnquiryScreen({ sent }: { sent: Sent<DataOf<typeof enquiryScreen>> }) {
  const { data, place, now, failed } = useScreen(sent);
  const { enquiry, card } = data;
  const [losing, setLosing] = useState(false);
  const [, startTransition] = useTransition();
  const act = (done: string, send: Parameters<typeof attempt<undefined>>[0], undo?: () => void) =>
    startTransition(async () => {
      const result = await attempt<undefined>(send);
      if (result.ok) notify({ message: done, undo });
      else notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
    });
  const spam = (on: boolean) =>
    act(
      on ? 'Marked as spam' : 'No spam any more',
      (key) => markSpam({ id: enquiry.id, spam: on }, key),
      on ? () => spam(false) : undefined,
    );
  const answered: MenuEntry[] =
    card.answerDueAt === null
      ? []
      : (['phone', 'email', 'in_person'] as AnswerWay[]).map((way) => ({
          label: `Answered: ${answerWords[way].toLowerCase()}`,
          onSelect: () => act('The clock stopped', (key) => answerEnquiry({ id: enquiry.id, way }, key)),
        }));
  const more: MenuEntry[] = [
    ...answered,
    { label: 'Edit enquiry', href: `/enquiries/${enquiry.id}/edit` },
    ...(data.maySpam ? [{ label: 'Mark as spam', danger: true, onSelect: () => spam(true) }] : []),
    ...(enquiry.spamAt ? [{ label: 'This is no spam', onSelect: () => spam(false) }] : []),
  ];
  return (
    <>
      <PageHead
        back={{ href: '/enquiries', label: 'Enquiries' }}
        title={card.name}
        state={
          enquiry.spamAt ? (
            <Pill tone="rose" shape="cross">
              Spam
            </Pill>
          ) : (
            <StagePill stage={card.stage} />
          )
        }
        meta={[
          sourceWords[enquiry.source],
          <RelativeTime key="at" at={enquiry.receivedAt} now={now} {...place} />,
          card.answerDueAt ? <AnswerClock key="clock" card={card} now={now} /> : null,
          card.urgent || card.high || card.due ? (
            <span key="marks" className="flex gap-2">
              <Marks card={card} />
            </span>
          ) : null,
        ]}
        primary={
          card.booking ? (
            <ButtonLink href={`/bookings/${card.booking.id}`} variant="primary">
              {`Open booking ${card.booking.reference}`}
            </ButtonLink>
          ) : data.mayBook ? (
            <ButtonLink href={`/enquiries/${enquiry.id}/book`} variant="primary">
              Make booking
            </ButtonLink>
          ) : null
        }
        menu={
          <StageMenu
            card={card}
            move={(to) => startTransition(() => moveTo(card, to))}
            lose={() => setLosing(true)}
            more={more}
          />
        }
      />
      {failed ? (
        <Notice tone="attention">The newest state can’t be loaded right now. Trying again.</Notice>
      ) : null}
      <div className="grid gap-10 lg:grid-cols-[1fr_22rem]">
        <EnquiryFacts detail={data} place={place} />
        <div className="flex flex-col gap-10">
          <FollowUpForm
            key={`${enquiry.followUpOn} ${enquiry.followUpNote}`}
            id={enquiry.id}
            on={enquiry.followUpOn}
            note={enquiry.followUpNote}
            today={data.today}
            open={isOpen(card.stage)}
          />
          <EnquiryPeople detail={data} now={now} place={place} />
        </div>
      </div>
      {losing ? <LoseDialog card={card} close={() => setLosing(false)} /> : null}
    </>
  );
}
