import 'server-only';
import { bookingStatuses, eventTypes } from '@/db/enums';
import { eventTypeWords } from '@/lib/bookings/event-types';
import { bookingFilter } from '@/lib/bookings/list-filter';
import { type Status, statusWords } from '@/lib/bookings/rules';
import { rowsFilter } from '@/lib/dashboard/insights/filter';
import { sourceWords } from '@/lib/enquiries/words';
import { capital } from '@/lib/platform/format/capital';
import { enough } from '@/lib/stats/interval-rules';
import { add, bucketColumn, bucketHref, bucketsOf } from '../buckets';
import { type Range, type ReportBody, type ReportTable, type Stretch, summed } from '../document';
import { amountOf, estimatedCells } from '../estimated';
import { isNarrowed, ofOne } from '../narrowing';
import { type ReportQuery, type ReportQuestion, reportHref } from '../range';
import { mostRows, tooMany, withoutEnquiries } from '../range-queries';
import { shareFigure } from '../share-figure';
import type { BookingAnswers } from './queries';

type Cells = BookingAnswers[0];
type Sizes = BookingAnswers[1];
type Best = BookingAnswers[2];
type Enquiries = BookingAnswers[3];

const unseen = 'the median, guests an event, and the venues and customers with most';
const agreed: readonly Status[] = ['confirmed', 'in_progress', 'completed'];
const isAgreed = ({ status }: Cells[number]) => agreed.includes(status);
const events = (cells: Cells) => add(cells, ({ n }) => n);
const value = (cells: Cells) => add(cells, ({ amount }) => amount);
const guests = (cells: Cells) => add(cells, (cell) => cell.guests);

/** The list of the events of some days, where it can be narrowed as the report is. */
function listOf(query: ReportQuery, days: Stretch, status?: Status): string | undefined {
  if (isNarrowed(query)) return undefined;
  return bookingFilter.href({ days: { first: days.since, last: days.until }, ...(status && { status }) });
}

/** The agreed events of some days, of which these figures are the sum; of one customer, venue or dish there is no such list. */
const agreedOf = (of: 'booked' | 'guests', { query, days }: { query: ReportQuery; days: Stretch }) =>
  ofOne(query)
    ? undefined
    : rowsFilter.href({ of, from: days.since, to: days.until, ...(query.type && { type: query.type }) });

/** Events of the days by what they are and where they stand; agreed ones are those that are confirmed or later. */
export function tellBookingReport(
  [cells, sizes, best, enquiries]: BookingAnswers,
  { range, query }: ReportQuestion,
): ReportBody {
  const present = cells.filter(({ old }) => !old);
  const [done, past] = [present.filter(isAgreed), cells.filter((cell) => cell.old && isAgreed(cell))];
  const was = (sum: (cells: Cells) => number) => (range.before ? sum(past) : null);
  const looked = best.find(({ part }) => part === 'all');
  const seen = looked !== undefined && looked.n <= mostRows;
  const ofEnquiries = !query.venue && !query.dish;
  const asked = enquiries.filter(({ old }) => !old);
  const overrun = [
    ...(seen ? [] : [tooMany('events', ofOne(query) ? `${unseen}, and sizes` : unseen)]),
    ...(ofEnquiries && countOf(asked) > mostRows
      ? [tooMany('enquiries', 'how many were won, and what came of them')]
      : []),
    ...(ofEnquiries ? [] : [withoutEnquiries]),
  ];
  return {
    figures: [
      {
        ...{ label: 'Agreed events', format: 'count', value: events(done), before: was(events) },
        ...{ welcome: true, href: agreedOf('booked', { query, days: range }) },
      },
      {
        ...{ label: 'Guests', format: 'count', value: guests(done), before: was(guests) },
        ...{ welcome: true, href: agreedOf('guests', { query, days: range }) },
      },
      {
        ...{ label: 'Value', format: 'money', value: value(done), before: was(value) },
        ...{ welcome: true, period: 'agreed events, with tax' },
        href: agreedOf('booked', { query, days: range }),
      },
      averageOf(
        sizes.find(({ part }) => part === 'all'),
        ofOne(query) ? seen : true,
      ),
      ...(seen && looked.median !== null && looked.n >= enough
        ? [
            {
              ...{ label: 'Half of the events are above', format: 'money' as const, n: looked.n },
              ...{ value: looked.median, period: 'median' },
            },
          ]
        : []),
      ...(seen
        ? [
            {
              ...guestsOf(events(done), guests(done), looked.deviation),
              before: range.before && events(past) >= enough ? guests(past) / events(past) : null,
            },
          ]
        : []),
      {
        ...{ label: 'Called off', format: 'count', welcome: false },
        value: events(present.filter(({ status }) => status === 'cancelled')),
        before: range.before
          ? events(cells.filter(({ old, status }) => old && status === 'cancelled'))
          : null,
        href: listOf(query, range, 'cancelled'),
      },
      ...(ofEnquiries && countOf(asked) <= mostRows ? [wonOf(enquiries, range)] : []),
    ],
    tables: [
      monthsTable(done, { range, query }),
      statusTable(present, { range, query }),
      typesTable(done, seen || !ofOne(query) ? sizes : [], { range, query }),
      ...(seen || !ofOne(query) ? [guestsTable(sizes)] : []),
      ...(seen && !query.venue ? [bestTable(best, query, 'venue')] : []),
      ...(seen && !query.customer ? [bestTable(best, query, 'customer')] : []),
      ...(ofEnquiries && countOf(asked) <= mostRows ? [enquiriesTable(asked)] : []),
    ],
    notes: overrun,
  };
}

function guestsOf(n: number, sum: number, deviation: number | null): ReportBody['figures'][number] {
  const figure = { label: 'Guests an event', format: 'decimal', period: 'mean' } as const;
  const estimated = amountOf({ n, sum, deviation });
  return { ...figure, ...estimated, ...(estimated.value === null && { missing: 'Not enough events' }) };
}

function averageOf(found: Sizes[number] | undefined, seen: boolean): ReportBody['figures'][number] {
  const figure = { label: 'Value of an event', format: 'money', period: 'mean' } as const;
  if (!found || !seen) return { ...figure, value: null, missing: 'Choose fewer days' };
  const estimated = amountOf({ ...found, sum: found.total });
  return { ...figure, ...estimated, ...(estimated.value === null && { missing: 'Not enough events' }) };
}

const countOf = (enquiries: Enquiries) => add(enquiries, ({ n }) => n);

function wonOf(enquiries: Enquiries, range: Range): ReportBody['figures'][number] {
  const share = (old: boolean) => {
    const own = enquiries.filter((row) => row.old === old);
    return { k: add(own, ({ won }) => won), n: countOf(own) };
  };
  const figure = shareFigure('Enquiries won', {
    ...{ now: share(false), before: range.before && share(true) },
    missing: 'Not enough enquiries',
  });
  if (figure.value === null) return figure;
  return { ...figure, period: 'of those that came in these days', href: '/enquiries' };
}

function monthsTable(done: Cells, { range, query }: ReportQuestion): ReportTable {
  return summed({
    key: 'by-time',
    title: range.bucket === 'day' ? 'Agreed events by day' : 'Agreed events by month',
    columns: [
      bucketColumn(range),
      { head: 'Events', format: 'count' },
      { head: 'Guests', format: 'count' },
      { head: 'Value', format: 'money' },
    ],
    chart: { columns: [1] },
    rows: bucketsOf(range).map((days) => {
      const within = done.filter(({ bucket }) => bucket === days.since);
      return {
        cells: [days.since, events(within), guests(within), value(within)],
        href: bucketHref('bookings', { range, query }, { days, list: agreedOf('booked', { query, days }) }),
      };
    }),
  });
}

function statusTable(present: Cells, { range, query }: ReportQuestion): ReportTable {
  return summed({
    key: 'by-status',
    title: 'By status',
    note: 'Where the events of these days stand now.',
    columns: [
      { head: 'Status', format: 'text' },
      { head: 'Events', format: 'count' },
      { head: 'Guests', format: 'count' },
      { head: 'Value', format: 'money' },
    ],
    chart: { columns: [1] },
    rows: bookingStatuses.map((status) => {
      const own = present.filter((cell) => cell.status === status);
      return {
        cells: [capital(statusWords[status]), events(own), guests(own), value(own)],
        href: listOf(query, range, status),
      };
    }),
  });
}

function typesTable(done: Cells, sizes: Sizes, { query }: ReportQuestion): ReportTable {
  const ofType = (type: string) => sizes.find(({ part, key }) => part === 'type' && key === type);
  const rows = eventTypes
    .map((type) => ({ type, own: done.filter((cell) => cell.type === type) }))
    .filter(({ own }) => events(own) > 0)
    .sort((one, other) => value(other.own) - value(one.own))
    .map(({ type, own }) => ({
      ...estimatedCells([
        ...[eventTypeWords[type], events(own), guests(own), value(own)],
        amountOf({ n: events(own), sum: value(own), deviation: ofType(type)?.deviation ?? null }),
      ]),
      href: reportHref('bookings', query, { type }),
    }));
  return summed({
    key: 'by-type',
    title: 'By event type',
    columns: [
      { head: 'Type', format: 'text' },
      { head: 'Events', format: 'count' },
      { head: 'Guests', format: 'count' },
      { head: 'Value', format: 'money' },
      { head: 'Value an event', format: 'money', apart: true },
    ],
    chart: { columns: [3] },
    rows,
    empty: 'No agreed event in these days.',
  });
}

const bands: Record<string, string> = {
  '0': 'Up to 49',
  '50': '50 to 99',
  '100': '100 to 199',
  '200': '200 to 499',
  '500': '500 and more',
};

function guestsTable(sizes: Sizes): ReportTable {
  const own = sizes.filter(({ part }) => part === 'guests');
  return summed({
    key: 'by-guests',
    title: 'By guests',
    columns: [
      { head: 'Guests', format: 'text' },
      { head: 'Events', format: 'count' },
      { head: 'Value', format: 'money' },
      { head: 'Value a guest', format: 'money', apart: true },
    ],
    rows: ['0', '50', '100', '200', '500'].map((band) => {
      const { n = 0, total = 0, guests: heads = 0 } = own.find(({ key }) => key === band) ?? {};
      return { cells: [bands[band] ?? band, n, total, heads > 0 ? total / heads : null] };
    }),
  });
}

/** The venues or customers with most; each leads to the report of it alone. */
function bestTable(best: Best, query: ReportQuery, part: 'venue' | 'customer'): ReportTable {
  return {
    key: `by-${part}`,
    title: part === 'venue' ? 'By venue' : 'By customer',
    note: 'The twenty with the highest value.',
    columns: [
      { head: part === 'venue' ? 'Venue' : 'Customer', format: 'text' },
      { head: 'Events', format: 'count' },
      { head: 'Guests', format: 'count' },
      { head: 'Value', format: 'money' },
    ],
    rows: best
      .filter((row) => row.part === part)
      .sort((one, other) => other.total - one.total)
      .map(({ key, label, n, guests: heads, total }) => ({
        cells: [label ?? key, n, heads, total],
        href: reportHref('bookings', query, { [part]: key }),
      })),
    empty: 'No agreed event in these days.',
  };
}

function enquiriesTable(asked: Enquiries): ReportTable {
  const words: Record<string, string> = sourceWords;
  return summed({
    key: 'enquiries',
    title: 'What came of enquiries',
    note: 'Enquiries that came in these days, spam left out, as they stand now.',
    columns: [
      { head: 'Came by', format: 'text' },
      { head: 'Enquiries', format: 'count' },
      { head: 'Won', format: 'count' },
      { head: 'Lost', format: 'count' },
      { head: 'Open', format: 'count' },
    ],
    rows: asked.map(({ source, n, won, lost }) => ({
      cells: [words[source] ?? source, n, won, lost, n - won - lost],
      href: '/enquiries',
    })),
    empty: 'No enquiry came in these days.',
  });
}
