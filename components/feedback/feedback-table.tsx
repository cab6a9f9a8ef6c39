import { MessageSquareHeart, SearchX } from 'lucide-react';
import { DateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { Badge, Pill } from '@/components/ui/pill';
import { EmptyState } from '@/components/ui/states';
import { type Column, DataTable } from '@/components/ui/table';
import type { FeedbackFilter, FeedbackList, ListedFeedback } from '@/lib/feedback/queries';
import { filterHref } from './list-address';
import { Rating } from './rating';
import { sourceWords } from './words';

type Place = { timeZone: string; locale: string };

/** The answers, newest first, or why there are none. */
export function FeedbackTable({
  list,
  filter,
  place,
}: {
  list: FeedbackList;
  filter: FeedbackFilter;
  place: Place;
}) {
  if (list.rows.length === 0) return <NoFeedback filter={filter} />;
  return (
    <>
      <DataTable<ListedFeedback>
        label="Feedback"
        columns={columnsOf(place)}
        rows={list.rows}
        rowKey={(row) => row.id}
        href={(row) => `/feedback/${row.id}`}
        attention={(row) => row.caseState === 'open'}
      />
      <Pagination
        previousHref={list.previous && filterHref(filter, { before: list.previous })}
        nextHref={list.next && filterHref(filter, { after: list.next })}
        summary={`${list.rows.length} shown`}
      />
    </>
  );
}

function columnsOf({ timeZone, locale }: Place): Column<ListedFeedback>[] {
  return [
    {
      key: 'event',
      head: 'Event',
      phone: 'title',
      cell: (row) => (
        <span dir="auto" className="block max-w-56 truncate">
          {row.event}
        </span>
      ),
    },
    { key: 'rating', head: 'Rating', phone: 'state', cell: (row) => <Rating value={row.rating} /> },
    {
      key: 'words',
      head: 'In their words',
      grow: true,
      phone: 'fact',
      cell: (row) => (
        <span dir="auto" className="block truncate text-muted">
          {row.comments ?? '—'}
        </span>
      ),
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
      cell: (row) => (
        <span dir="auto" className="block max-w-40 truncate">
          {row.customer}
        </span>
      ),
    },
    { key: 'source', head: 'By', from: 'xl', cell: (row) => sourceWords[row.source] },
    {
      key: 'at',
      head: 'Given',
      align: 'end',
      phone: 'end',
      cell: (row) => <DateTime at={row.at} timeZone={timeZone} locale={locale} style="short" />,
    },
  ];
}

function NoFeedback({ filter }: { filter: FeedbackFilter }) {
  const filtered = filter.stars || filter.recommend || filter.source;
  return filtered || filter.period !== 365 ? (
    <EmptyState
      title="No feedback like this"
      icon={<SearchX />}
      actions={<ButtonLink href="/feedback">Show all feedback</ButtonLink>}
    >
      Take a filter away or look at a longer period.
    </EmptyState>
  ) : (
    <EmptyState
      title="No feedback yet"
      icon={<MessageSquareHeart />}
      actions={<ButtonLink href="/bookings?status=in_progress">Events in progress</ButtonLink>}
    >
      When a booking is marked as completed, its customer is asked on WhatsApp. The answers come in here.
    </EmptyState>
  );
}
