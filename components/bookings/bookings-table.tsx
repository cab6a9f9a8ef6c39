import { CalendarPlus, SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/link';
import { formatMoney } from '@/components/ui/money';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import { type Column, DataTable } from '@/components/ui/table';
import type { BookingList, ListedBooking, ListFilter } from '@/lib/bookings/queries';
import { formatEventStart } from './event-time';
import { filterHref } from './list-address';
import { StatusPill, statusLabel } from './status-pill';

type Place = { currency: string; timeZone: string; locale: string };
type Props = { list: BookingList; filter: ListFilter; place: Place };

const path = '/bookings';

/** The office's list, or why it is empty. */
export function BookingsTable({ list, filter, place }: Props) {
  if (list.rows.length === 0) return <NoBookings filter={filter} total={totalOf(list.counts)} />;
  const shown = filter.status ? (list.counts[filter.status] ?? 0) : totalOf(list.counts);
  const capped = list.cut ? ', the newest of more: narrow the search' : '';
  return (
    <>
      <DataTable<ListedBooking>
        label="Bookings"
        columns={columnsOf(filter, place)}
        rows={list.rows}
        rowKey={(row) => row.id}
        href={(row) => `${path}/${row.id}`}
      />
      <Pagination
        previousHref={list.previous && filterHref(path, filter, { before: list.previous })}
        nextHref={list.next && filterHref(path, filter, { after: list.next })}
        summary={`${list.rows.length} of ${shown.toLocaleString('en')} ${shown === 1 ? 'booking' : 'bookings'}${capped}`}
      />
    </>
  );
}

/** All bookings of a count by status. */
export function totalOf(counts: BookingList['counts']): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

function columnsOf(filter: ListFilter, { currency, timeZone, locale }: Place): Column<ListedBooking>[] {
  const soonest = filter.order === 'soonest';
  return [
    { key: 'event', head: 'Event', grow: true, phone: 'title', cell: (row) => row.eventName },
    { key: 'status', head: 'Status', phone: 'state', cell: (row) => <StatusPill status={row.status} /> },
    {
      key: 'when',
      head: 'When',
      phone: 'fact',
      sort: {
        href: filterHref(path, filter, { order: soonest ? undefined : 'soonest' }),
        order: soonest ? 'ascending' : 'descending',
      },
      cell: ({ startsAt }) => formatEventStart(startsAt, { timeZone, locale }),
    },
    { key: 'customer', head: 'Customer', from: 'md', cell: (row) => row.customer },
    { key: 'venue', head: 'Venue', from: 'xl', cell: (row) => row.venue },
    { key: 'guests', head: 'Guests', align: 'end', from: 'lg', cell: (row) => row.guests },
    {
      key: 'total',
      head: 'Total',
      align: 'end',
      phone: 'end',
      cell: (row) => formatMoney(row.total, currency),
    },
    { key: 'reference', head: 'Reference', from: 'lg', cell: (row) => row.reference },
  ];
}

function NoBookings({ filter, total }: { filter: ListFilter; total: number }) {
  if (filter.q || filter.status) {
    const what = filter.status ? `${statusLabel(filter.status).toLowerCase()} ` : '';
    return (
      <EmptyState
        title={filter.q ? `Nothing found for “${filter.q}”` : `No ${what}bookings`}
        icon={<SearchX />}
        actions={<ButtonLink href={filterHref(path, {})}>Show all bookings</ButtonLink>}
      >
        {filter.q
          ? 'The search looks at reference, event, venue, and the customer’s name, phone and e-mail.'
          : total > 0
            ? 'Bookings with another status are one chip away.'
            : 'They show here as soon as there are some.'}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No bookings yet"
      icon={<CalendarPlus />}
      actions={
        <ButtonLink href="/bookings/new" variant="primary">
          Make the first booking
        </ButtonLink>
      }
    >
      Every enquiry starts as a booking: who, when, where, and what you will serve.
    </EmptyState>
  );
}
