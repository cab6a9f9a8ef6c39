import { DataList } from '@/components/screen/data-list';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { Pill } from '@/components/ui/pill';
import { EmptyState } from '@/components/ui/states';
import { unansweredFilter } from '@/lib/feedback/list-filter';
import type { feedbackScreen } from '@/lib/feedback/screens';
import type { Unanswered } from '@/lib/feedback/unanswered-queries';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';
import { requestWords } from './words';

export type UnansweredRow = Omit<Unanswered, 'linkHash' | 'madeAt'> & {
  why: string | null;
  link: string | null;
};

type Props = {
  data: Extract<DataOf<typeof feedbackScreen>, { view: 'unanswered' }>;
  place: Place;
  busy: boolean;
  failed: boolean;
};

/** Completed events without an answer: where each request stands and, where nothing was sent, why. */
export function UnansweredTable({ data, place, busy, failed }: Props) {
  const { timeZone, locale } = place;
  const when = (at: Date | null) =>
    at ? <DateTime at={at} timeZone={timeZone} locale={locale} style="short" /> : '—';
  return (
    <DataList<UnansweredRow>
      busy={busy}
      failed={failed}
      label="Events without an answer"
      rows={data.rows}
      rowKey={(row) => row.bookingId}
      href={(row) => `/bookings/${row.bookingId}`}
      looks={data.looks}
      at={unansweredFilter.at(data.filter)}
      previous={data.previous}
      next={data.next}
      exportPath="/api/v1/feedback/export"
      summary={`${data.rows.length} shown`}
      empty={
        <EmptyState title="Every completed event has its feedback">
          Events that are completed and not answered yet are listed here, with the reason when nobody was
          asked.
        </EmptyState>
      }
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
          key: 'starts',
          head: 'Event began',
          extra: true,
          cell: (row) => when(row.startsAt),
        },
        {
          key: 'reminded',
          head: 'Reminded',
          extra: true,
          cell: (row) => when(row.remindedAt),
        },
        {
          key: 'asked',
          head: 'Asked',
          from: 'lg',
          cell: (row) => when(row.askedAt),
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
