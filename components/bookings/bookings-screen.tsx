'use client';

import { lazy } from 'react';
import { DataList } from '@/components/screen/data-list';
import type { ListColumn } from '@/components/screen/shown-columns';
import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { formatMoney } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import { bookingStatuses } from '@/db/enums';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { type BookingBy, type BookingFilter, bookingFilter, bookingOrders } from '@/lib/bookings/list-filter';
import type { BookingList, ListedBooking } from '@/lib/bookings/queries';
import type { bookingsScreen } from '@/lib/bookings/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { DietsMark } from './diets-mark';
import { formatEventStart } from './event-time';
import { StatusPill, statusLabel } from './status-pill';

const path = '/bookings';

const BookingsBulk = lazy(() => import('./bookings-bulk'));

/** The office's list of bookings. */
export function BookingsScreen({ sent }: { sent: Sent<DataOf<typeof bookingsScreen>> }) {
  const { data: list, place, busy, failed } = useScreen(sent);
  const { filter, counts, rows } = list;
  const shown = filter.status ? (counts[filter.status] ?? 0) : totalOf(counts);
  const chip = (status: BookingFilter['status'], label: string, count: number) => ({
    label,
    count,
    href: bookingFilter.href(filter, { status }),
    active: filter.status === status,
  });
  return (
    <>
      <PageHead
        title="Bookings"
        primary={
          <ButtonLink href="/bookings/new" variant="primary" data-shortcut="c">
            New booking
          </ButtonLink>
        }
      />
      <DataList<ListedBooking>
        busy={busy}
        failed={failed}
        search={{ label: 'Search bookings', placeholder: 'Reference, event, venue, customer' }}
        filters={[
          {
            label: 'Status',
            chips: [
              chip(undefined, 'All', totalOf(counts)),
              ...bookingStatuses.map((status) => chip(status, statusLabel(status), counts[status] ?? 0)),
            ],
          },
        ]}
        label="Bookings"
        columns={columnsOf(filter, place)}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => `${path}/${row.id}`}
        bulk={{ Actions: BookingsBulk, nameOf: ({ eventName }) => eventName }}
        looks={list.looks}
        at={bookingFilter.at(filter)}
        previous={list.previous}
        next={list.next}
        exportPath="/api/v1/bookings/export"
        limit={list.limit}
        summary={`${rows.length} of ${formatCount(shown)} ${shown === 1 ? 'booking' : 'bookings'}`}
        empty={<NoBookings filter={filter} total={totalOf(counts)} />}
      />
    </>
  );
}

/** Its status, and that somebody can't eat something. */
function StatusOf({ row }: { row: ListedBooking }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusPill status={row.status} />
      {row.needsDiets ? <DietsMark /> : null}
    </span>
  );
}

/** All bookings of a count by status. */
function totalOf(counts: BookingList['counts']): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

function columnsOf(
  filter: BookingFilter,
  { currency, timeZone, locale }: Place,
): ListColumn<ListedBooking>[] {
  const sort = (by: BookingBy) => {
    const { next, order } = bookingOrders.head(filter.order, by);
    return { href: bookingFilter.href(filter, { order: next }), order };
  };
  const money = (amount: number) => formatMoney(amount, currency);
  return [
    { key: 'event', head: 'Event', grow: true, phone: 'title', cell: (row) => row.eventName },
    { key: 'status', head: 'Status', phone: 'state', cell: (row) => <StatusOf row={row} /> },
    {
      key: 'when',
      head: 'When',
      phone: 'fact',
      sort: sort('event'),
      cell: ({ startsAt }) => formatEventStart(startsAt, { timeZone, locale }),
    },
    {
      key: 'ends',
      head: 'Ends',
      extra: true,
      cell: ({ endsAt }) => formatEventStart(endsAt, { timeZone, locale }),
    },
    { key: 'type', head: 'Type', extra: true, cell: (row) => eventTypeWords[row.eventType] },
    { key: 'customer', head: 'Customer', from: 'md', sort: sort('customer'), cell: (row) => row.customer },
    { key: 'venue', head: 'Venue', from: 'xl', cell: (row) => row.venue },
    { key: 'guests', head: 'Guests', align: 'end', from: 'lg', cell: (row) => row.guests },
    {
      key: 'total',
      head: 'Total',
      align: 'end',
      phone: 'end',
      sort: sort('total'),
      cell: (row) => money(row.total),
    },
    { key: 'paid', head: 'Paid', align: 'end', extra: true, cell: (row) => money(row.paid) },
    {
      key: 'left',
      head: 'Left to pay',
      align: 'end',
      extra: true,
      cell: (row) => money(row.total - row.paid),
    },
    {
      key: 'added',
      head: 'Added',
      extra: true,
      sort: sort('added'),
      cell: ({ createdAt }) => formatDateTime({ at: createdAt, timeZone, locale, style: 'short' }),
    },
    { key: 'reference', head: 'Reference', from: 'lg', cell: (row) => row.reference },
  ];
}

function NoBookings({ filter, total }: { filter: BookingFilter; total: number }) {
  if (bookingFilter.narrows(filter, ['order'])) {
    const what = filter.status ? `${statusLabel(filter.status).toLowerCase()} ` : '';
    return (
      <EmptyState
        title={filter.q ? `Nothing found for “${filter.q}”` : `No ${what}bookings`}
        actions={<ButtonLink href={path}>Show all bookings</ButtonLink>}
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
