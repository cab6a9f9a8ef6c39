'use client';

import { lazy } from 'react';
import { useScreen } from '@/components/screen/use-screen';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { formatMoney } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Notice, Section } from '@/components/ui/section';
import { may } from '@/lib/auth/permissions';
import type { CaseDetail } from '@/lib/cases/queries';
import { nextStep, reasonWords } from '@/lib/cases/rules';
import type { caseScreen } from '@/lib/cases/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { CaseMenu, dialogs, NextStep } from './case-actions';
import { CaseClock, isClocked } from './case-clock';
import { CaseFacts, CaseStory } from './case-story';
import { CaseThread, replyId } from './case-thread';
import { CaseTimeline } from './case-timeline';
import { reasonTones, stateWords } from './words';

const CaseDialogs = lazy(() => import('./case-dialogs'));
const asked = Object.values(dialogs);

/** One case: what went wrong, the conversation with the customer, and what was done. */
export function CaseScreen({ sent }: { sent: Sent<DataOf<typeof caseScreen>> }) {
  const { data: detail, place, now, failed } = useScreen(sent);
  const { case: row, people } = detail;
  const { currency, locale, role } = place;
  return (
    <>
      <CaseHead detail={detail} now={now} />
      {failed ? (
        <Notice tone="attention">The newest state can’t be loaded right now. Trying again.</Notice>
      ) : null}
      <div className="grid gap-10 lg:grid-cols-[1fr_24rem]">
        <div className="flex min-w-0 flex-col gap-10">
          <CaseStory detail={detail} place={place} />
          <CaseThread talk={detail.talk} customer={detail.customer} place={place} />
          <CaseFacts detail={detail} place={place} />
        </div>
        <Section title="Timeline">
          <CaseTimeline
            caseId={row.id}
            happenings={detail.happenings}
            talk={detail.comments}
            people={people}
            mayApprove={may(role, 'cases.approve')}
            place={place}
            now={now}
          />
        </Section>
      </div>
      <DialogsOnDemand ids={asked}>
        <CaseDialogs
          caseId={row.id}
          ownerId={row.ownerId}
          people={people}
          currency={currency}
          locale={locale}
          limit={formatMoney(detail.remedyLimit, currency, locale)}
        />
      </DialogsOnDemand>
    </>
  );
}

/** What the case is, whose it is, its running clock, the reply, and the next step. */
function CaseHead({ detail, now }: { detail: CaseDetail; now: Date }) {
  const { case: row, customer, talk } = detail;
  const mayReply = talk !== null && talk.closedBecause === null;
  return (
    <PageHead
      back={{ href: '/cases', label: 'Cases' }}
      title={`${row.reference}: ${customer.name}`}
      state={<Pill tone={stateWords[row.state].tone}>{stateWords[row.state].label}</Pill>}
      meta={[
        row.reason === 'safety' ? (
          <Pill key="reason" tone={reasonTones.safety}>
            {reasonWords.safety}
          </Pill>
        ) : (
          reasonWords[row.reason]
        ),
        detail.owner ? `Owner: ${detail.owner}` : 'Nobody’s yet',
        isClocked(row) ? <CaseClock key="clock" row={row} now={now} /> : null,
        <TextLink key="customer" href={`/customers/${customer.id}`}>
          {customer.name}
        </TextLink>,
      ]}
      primary={
        <>
          {mayReply ? (
            <ButtonLink href={`#${replyId}`} variant="primary">
              Reply
            </ButtonLink>
          ) : null}
          <NextStep caseId={row.id} step={nextStep(row)} variant={mayReply ? 'secondary' : 'primary'} />
        </>
      }
      menu={<CaseMenu state={row.state} />}
    />
  );
}
