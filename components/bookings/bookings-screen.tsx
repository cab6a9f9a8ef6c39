'use client';

import { lazy } from 'react';
import { DataList } from '@/components/screen/data-list';
import { GroupMenu } from '@/components/screen/group-menu';
import type { ListColumn } from '@/components/screen/shown-columns';
import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { formatMoney } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import { may } from '@/lib/auth/permissions';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { leftToPay } from '@/lib/bookings/left-to-pay';
import {
  type BookingBy,
  type BookingFilter,
  bookingFilter,
  headOf,
  spanOf,
} from '@/lib/bookings/list-filter';
import type { BookingList, ListedBooking } from '@/lib/bookings/list-queries';
import type { bookingsScreen } from '@/lib/bookings/screens';
import { formatEventStart } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { bookingChips, groupingChips, spanWords } from './booking-chips';
import { DietsMark } from './diets-mark';
import { groupsOf } from './group-heads';
import { LateMark } from './starts/late-mark';
import { StatusPill } from './status-pill';

const path = '/bookings';

const BookingsBulk = lazy(() => import('./bookings-bulk'));

/** The office's list of bookings. */
export function BookingsScreen({ sent }: { sent: Sent<DataOf<typeof bookingsScreen>> }) {
  const { data: list, place, now, busy, failed } = useScreen(sent);
  const { filter, rows } = list;
  return (
    <>
      <PageHead
        title="Bookings"
        primary={
          may(place.role, 'bookings.create') && (
            <ButtonLink
              href="/bookings/new"
              variant="primary"
              data-shortcut="c"
              data-shortcut-help="New booking"
            >
              New booking
            </ButtonLink>
          )
        }
        menu={list.mayImport ? <ButtonLink href="/settings/imports?kind=bookings">Import</ButtonLink> : null}
      />
      <DataList<ListedBooking>
        busy={busy}
        failed={failed}
        search={{ label: 'Search bookings', placeholder: 'Name, venue, reference, diet' }}
        filters={bookingChips(list)}
        grouping={<GroupMenu groupings={groupingChips(filter)} />}
        groups={groupsOf(list, place)}
        label="Bookings"
        columns={columnsOf(filter, place, now)}
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
        summary={howMany(list)}
        empty={<NoBookings list={list} />}
      />
    </>
  );
}

/** What the event is called, and the occasion that it is a part of, where that isn't its heading. */
function EventOf({ row: { eventName, occasion }, grouped }: { row: ListedBooking; grouped: boolean }) {
  return occasion && !grouped ? (
    <>
      {eventName}
      <small className="ms-2 text-muted">{occasion}</small>
    </>
  ) : (
    eventName
  );
}

/** Its status, that it should have started, and that somebody can't eat something. */
function StatusOf({ row, now }: { row: ListedBooking; now: Date }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusPill status={row.status} />
      <LateMark event={row} now={now} />
      {row.needsDiets ? <DietsMark /> : null}
    </span>
  );
}

/** "25 of 1,204 bookings", as far as they were counted. */
function howMany({ filter, rows, counts }: BookingList & { filter: BookingFilter }): string {
  if (!counts) return `${rows.length} of more than 1,000 bookings`;
  const all = filter.status
    ? (counts[filter.status] ?? 0)
    : Object.values(counts).reduce((sum, n) => sum + n, 0);
  return `${rows.length} of ${formatCount(all)} ${all === 1 ? 'booking' : 'bookings'}`;
}

function columnsOf(
  filter: BookingFilter,
  { currency, timeZone, locale }: Place,
  now: Date,
): ListColumn<ListedBooking>[] {
  const sort = (by: BookingBy) => {
    const { next, order } = headOf(filter, by);
    // Within groups bookings stand by their time; any other order is the whole list's.
    const group = by === 'event' ? filter.group : undefined;
    return { href: bookingFilter.href(filter, { order: next, group }), order };
  };
  const money = (amount: number) => formatMoney(amount, currency);
  return [
    {
      key: 'event',
      head: 'Event',
      grow: true,
      phone: 'title',
      cell: (row) => <EventOf row={row} grouped={filter.group === 'occasion'} />,
    },
    { key: 'status', head: 'Status', phone: 'state', cell: (row) => <StatusOf row={row} now={now} /> },
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
      cell: (row) => money(leftToPay(row)),
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

function NoBookings({ list: { filter, spans } }: { list: BookingList & { filter: BookingFilter } }) {
  const everything = <ButtonLink href={`${path}?when=all`}>Show all bookings</ButtonLink>;
  if (filter.q)
    return (
      <EmptyState title={`Nothing found for “${filter.q}”`} actions={everything}>
        The search looks at reference, event, occasion, venue, diets, and the customer’s name, phone and
        e-mail.
      </EmptyState>
    );
  if (bookingFilter.narrows(filter, ['order', 'when', 'group']) || (spans && spans.all > 0))
    return (
      <EmptyState title={`No such bookings ${spanWords[spanOf(filter)].toLowerCase()}`} actions={everything}>
        Take a filter away, or look at another time.
      </EmptyState>
    );
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
