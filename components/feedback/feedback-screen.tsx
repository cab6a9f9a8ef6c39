'use client';

import { DataList } from '@/components/screen/data-list';
import { openListLink } from '@/components/screen/list-links';
import type { ListColumn } from '@/components/screen/shown-columns';
import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Badge, Pill } from '@/components/ui/pill';
import { EmptyState } from '@/components/ui/states';
import { Tabs } from '@/components/ui/tabs';
import { type FeedbackFilter, feedbackFilter, type View } from '@/lib/feedback/list-filter';
import type { ListedFeedback } from '@/lib/feedback/queries';
import type { feedbackScreen } from '@/lib/feedback/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { feedbackChips } from './feedback-chips';
import { FeedbackFigures } from './feedback-figures';
import { Rating } from './rating';
import { UnansweredTable } from './unanswered-table';
import { sourceWords } from './words';

type Data = DataOf<typeof feedbackScreen>;

/** What customers said, with figures; and who said nothing, with the reason. */
export function FeedbackScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place, busy, failed } = useScreen(sent);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div onClick={openListLink}>
      <FeedbackHead mayRecord={data.mayRecord} view={data.view} />
      {data.view === 'unanswered' ? (
        <UnansweredTable data={data} place={place} busy={busy} failed={failed} />
      ) : (
        <Answers data={data} place={place} busy={busy} failed={failed} />
      )}
    </div>
  );
}

type AnswersProps = {
  data: Extract<Data, { view: 'answers' }>;
  place: Place;
  busy: boolean;
  failed: boolean;
};

function Answers({ data: { list, figures, filter, looks }, place, busy, failed }: AnswersProps) {
  return (
    <div className="flex flex-col gap-8">
      {/* Of any two days the report tells the figures. */}
      {filter.days ? null : <FeedbackFigures data={figures} period={filter.period} locale={place.locale} />}
      <DataList<ListedFeedback>
        busy={busy}
        failed={failed}
        filters={feedbackChips(filter, list.counts)}
        label="Feedback"
        columns={columnsOf(place)}
        rows={list.rows}
        rowKey={(row) => row.id}
        href={(row) => `/feedback/${row.id}`}
        attention={(row) => row.caseState === 'open'}
        looks={looks}
        at={feedbackFilter.at(filter)}
        previous={list.previous}
        next={list.next}
        exportPath="/api/v1/feedback/export"
        summary={`${list.rows.length} shown`}
        empty={<NoFeedback filter={filter} />}
      />
    </div>
  );
}

function columnsOf({ timeZone, locale }: Pick<Place, 'timeZone' | 'locale'>): ListColumn<ListedFeedback>[] {
  return [
    {
      key: 'event',
      head: 'Event',
      phone: 'title',
      cell: (row) => row.event,
    },
    { key: 'rating', head: 'Rating', phone: 'state', cell: (row) => <Rating value={row.rating} /> },
    {
      key: 'words',
      head: 'In their words',
      grow: true,
      phone: 'fact',
      cell: (row) => row.comments ?? '—',
    },
    {
      key: 'state',
      head: 'To do',
      from: 'lg',
      cell: (row) =>
        row.caseState && row.caseState !== 'closed' ? (
          <Pill tone={row.caseState === 'open' ? 'rose' : 'amber'}>Case {row.caseState}</Pill>
        ) : row.needsHuman ? (
          <Badge tone="amber">Wants an answer</Badge>
        ) : null,
    },
    {
      key: 'customer',
      head: 'Customer',
      from: 'md',
      cell: (row) => row.customer,
    },
    { key: 'source', head: 'By', from: 'xl', cell: (row) => sourceWords[row.source] },
    {
      key: 'at',
      head: 'Given',
      align: 'end',
      phone: 'end',
      cell: (row) => formatDateTime({ at: row.at, timeZone, locale, style: 'short' }),
    },
  ];
}

function NoFeedback({ filter }: { filter: FeedbackFilter }) {
  return feedbackFilter.narrows(filter) ? (
    <EmptyState
      title="No feedback like this"
      actions={<ButtonLink href="/feedback">Show all feedback</ButtonLink>}
    >
      Take a filter away or look at a longer period.
    </EmptyState>
  ) : (
    <EmptyState
      title="No feedback yet"
      actions={<ButtonLink href="/bookings?status=in_progress">Events in progress</ButtonLink>}
    >
      When a booking is marked as completed, its customer is asked on WhatsApp. The answers come in here.
    </EmptyState>
  );
}

/** Title, action and the two halves of the feedback page. */
function FeedbackHead({ mayRecord, view }: { mayRecord: boolean; view: View }) {
  return (
    <>
      <PageHead
        title="Feedback"
        primary={
          mayRecord ? (
            <ButtonLink href="/feedback/new" variant="primary">
              Record feedback
            </ButtonLink>
          ) : undefined
        }
      />
      <Tabs
        label="Feedback"
        tabs={[
          { label: 'Answers', href: '/feedback', active: view === 'answers' },
          { label: 'Not answered', href: '/feedback?view=unanswered', active: view === 'unanswered' },
        ]}
      />
    </>
  );
}
