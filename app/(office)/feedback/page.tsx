import type { Metadata } from 'next';
import { Suspense } from 'react';
import { FeedbackChips } from '@/components/feedback/feedback-chips';
import { FeedbackFigures } from '@/components/feedback/feedback-figures';
import { FeedbackHead } from '@/components/feedback/feedback-head';
import { FeedbackSkeleton } from '@/components/feedback/feedback-skeleton';
import { FeedbackTable } from '@/components/feedback/feedback-table';
import { readFilter, readView, type SearchParams } from '@/components/feedback/list-address';
import { UnansweredTable } from '@/components/feedback/unanswered-table';
import { LiveRefresh } from '@/components/ui/live-refresh';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { addressOfRequest } from '@/lib/feedback/asking/link';
import { type FeedbackFilter, listFeedback, listUnanswered, readFigures } from '@/lib/feedback/queries';
import { reasonWords } from '@/lib/feedback/rules';
import { now } from '@/lib/platform/clock';

export const metadata: Metadata = { title: 'Feedback' };

export default async function FeedbackPage(props: { searchParams: Promise<SearchParams> }) {
  const gate = await gatePage('feedback.read');
  const params = await props.searchParams;
  const view = readView(params);
  return (
    <>
      <FeedbackHead mayRecord={may(gate.identity.role, 'feedback.record')} view={view} />
      <LiveRefresh href="/feedback/live" />
      <Suspense key={view} fallback={<FeedbackSkeleton />}>
        {view === 'answers' ? (
          <Answers gate={gate} filter={readFilter(params)} />
        ) : (
          <NotAnswered gate={gate} />
        )}
      </Suspense>
    </>
  );
}

async function Answers({ gate, filter }: { gate: Gate; filter: FeedbackFilter }) {
  const at = now();
  const [list, figures] = await Promise.all([
    listFeedback(gate.actor, filter, at),
    readFigures(gate.actor, filter.period, at),
  ]);
  return (
    <div className="flex flex-col gap-8">
      <FeedbackFigures data={figures} period={filter.period} />
      <FeedbackChips filter={filter} counts={list.counts} />
      <div>
        <FeedbackTable list={list} filter={filter} place={gate.identity} />
      </div>
    </div>
  );
}

async function NotAnswered({ gate }: { gate: Gate }) {
  const rows = await listUnanswered(gate.actor);
  const shown = rows.map((row) => ({
    ...row,
    why: reasonWords(row.reason),
    link: addressOfRequest(gate.identity.companyId, row.requestId),
  }));
  return <UnansweredTable rows={shown} place={gate.identity} />;
}
