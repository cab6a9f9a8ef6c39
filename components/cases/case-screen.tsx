'use client';

import { lazy } from 'react';
import { useScreen } from '@/components/screen/use-screen';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { formatMoney } from '@/components/ui/money';
import { Notice, Section } from '@/components/ui/section';
import type { caseScreen } from '@/lib/cases/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { dialogs } from './case-actions';
import { CaseHead } from './case-head';
import { CaseFacts, CaseStory } from './case-story';
import { CaseThread } from './case-thread';
import { CaseTimeline } from './case-timeline';
import { NoteForm } from './note-form';

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
          <div className="flex flex-col gap-6">
            {row.state === 'closed' ? null : <NoteForm caseId={row.id} />}
            <CaseTimeline
              caseId={row.id}
              happenings={detail.happenings}
              people={people}
              mayApprove={role === 'manager'}
              place={place}
              now={now}
            />
          </div>
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
