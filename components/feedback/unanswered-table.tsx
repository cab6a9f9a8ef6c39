import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { Pill } from '@/components/ui/pill';
import { EmptyState } from '@/components/ui/states';
import { DataTable } from '@/components/ui/table';
import type { Unanswered } from '@/lib/feedback/queries';
import { requestWords } from './words';

export type UnansweredRow = Omit<Unanswered, 'linkHash' | 'madeAt'> & {
  why: string | null;
  link: string | null;
};

/** Completed events without an answer: where each request stands and, where nothing was sent, why. */
export function UnansweredTable({
  rows,
  place,
}: {
  rows: UnansweredRow[];
  place: { timeZone: string; locale: string };
}) {
  if (rows.length === 0)
    return (
      <EmptyState title="Every completed event has its feedback">
        Events that are completed and not answered yet are listed here, with the reason when nobody was asked.
      </EmptyState>
    );
  return (
    <DataTable<UnansweredRow>
      label="Events without an answer"
      rows={rows}
      rowKey={(row) => row.bookingId}
      href={(row) => `/bookings/${row.bookingId}`}
      columns={[
        {
          key: 'event',
          head: 'Event',
          phone: 'title',
          cell: (row) => row.event,
        },
        {
          key: 'state',
          head: 'Request',
          phone: 'state',
          cell: ({ state }) =>
            state ? (
              <Pill tone={requestWords[state].tone}>{requestWords[state].label}</Pill>
            ) : (
              <Pill tone="amber">Not looked at yet</Pill>
            ),
        },
        {
          key: 'why',
          head: 'Why',
          grow: true,
          phone: 'fact',
          cell: (row) => <span className="text-muted">{row.why ?? '—'}</span>,
        },
        {
          key: 'customer',
          head: 'Customer',
          from: 'md',
          cell: (row) => row.customer,
        },
        {
          key: 'asked',
          head: 'Asked',
          from: 'lg',
          cell: (row) => (row.askedAt ? <DateTime at={row.askedAt} {...place} style="short" /> : '—'),
        },
        {
          key: 'link',
          head: 'Web link',
          from: 'md',
          cell: (row) => (row.link ? <CopyButton value={row.link} label="Copy link" /> : '—'),
        },
      ]}
    />
  );
}
