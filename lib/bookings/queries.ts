import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { bookingLines, bookings, payments } from '@/db/schema/bookings';
import { feedback } from '@/db/schema/feedback';
import { customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { searchPattern } from '@/lib/customers/search-pattern';
import { menuChoiceQueries, menuChoicesOf } from '@/lib/menu/queries';
import { pricingOf, pricingQueries } from '@/lib/pricing/queries';
import { readCursor, writeCursor } from './cursor';
import { storedLine } from './load';
import type { Status } from './rules';

export const pageSize = 25;
/** A search that fits more says too little; the newest of what it fits are shown. */
const mostFound = 1000;

export type ListFilter = {
  status?: Status;
  /** Reference, event, venue, customer's name, phone or e-mail. */
  q?: string;
  /** Latest event first unless `soonest`. */
  order?: 'latest' | 'soonest';
  after?: string;
  before?: string;
};

const listColumns = {
  id: bookings.id,
  reference: bookings.reference,
  eventName: bookings.eventName,
  eventType: bookings.eventType,
  startsAt: bookings.startsAt,
  endsAt: bookings.endsAt,
  venue: bookings.venue,
  guests: bookings.guests,
  status: bookings.status,
  total: bookings.total,
  paid: bookings.paid,
  customerId: bookings.customerId,
  customer: customers.name,
};

/** One page of the actor's bookings, with how many there are of each status under the same search. */
export async function listBookings(actor: Actor, filter: ListFilter) {
  const found = matching(filter.q);
  const [rows, counted] = await readAs(actor, (tx) => [
    pageQuery(tx, filter, found),
    tx
      .select({ status: bookings.status, n: sql<number>`count(*)::int` })
      .from(bookings)
      .where(found)
      .groupBy(bookings.status),
  ]);
  const counts = Object.fromEntries(counted.map(({ status, n }) => [status, n])) as Partial<
    Record<Status, number>
  >;
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  return { ...pageOf(rows, filter), counts, cut: found !== undefined && total >= mostFound };
}

export type BookingList = Awaited<ReturnType<typeof listBookings>>;
export type ListedBooking = BookingList['rows'][number];

function matching(q: string | undefined): SQL | undefined {
  const pattern = searchPattern(q);
  if (!pattern) return undefined;
  // Under Row Level Security only this function reaches the text index. Ids sort by birth: the newest are kept.
  return sql`${bookings.id} in (select id from search_bookings(${pattern}) order by id desc limit ${mostFound})`;
}

function pageQuery(tx: Tx, filter: ListFilter, found: SQL | undefined) {
  const backwards = Boolean(readCursor(filter.before));
  const descending = (filter.order !== 'soonest') !== backwards;
  const from = readCursor(filter.before) ?? readCursor(filter.after);
  const beyond = descending ? sql.raw('<') : sql.raw('>');
  return tx
    .select(listColumns)
    .from(bookings)
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(
      and(
        filter.status ? eq(bookings.status, filter.status) : undefined,
        found,
        from
          ? sql`(${bookings.startsAt}, ${bookings.id}) ${beyond} (${from.startsAt.toISOString()}::timestamptz, ${from.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(
      ...(descending
        ? [desc(bookings.startsAt), desc(bookings.id)]
        : [asc(bookings.startsAt), asc(bookings.id)]),
    )
    .limit(pageSize + 1);
}

function pageOf<Row extends { startsAt: Date; id: string }>(found: Row[], filter: ListFilter) {
  const backwards = Boolean(readCursor(filter.before));
  const more = found.length > pageSize;
  const rows = backwards ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize);
  const [first, last] = [rows.at(0), rows.at(-1)];
  const hasNext = backwards || more;
  const hasPrevious = backwards ? more : Boolean(readCursor(filter.after));
  return {
    rows,
    next: hasNext && last ? writeCursor(last) : undefined,
    previous: hasPrevious && first ? writeCursor(first) : undefined,
  };
}

/** Everything about one booking, or undefined: unknown, malformed and other people's ids are all the same. */
export async function readBooking(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const [heads, lines, paid, given] = await readAs(actor, (tx) => [
    tx
      .select({
        booking: bookings,
        customer: {
          id: customers.id,
          name: customers.name,
          phone: customers.phone,
          email: customers.email,
        },
      })
      .from(bookings)
      .innerJoin(
        customers,
        and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
      )
      .where(eq(bookings.id, id)),
    tx
      .select()
      .from(bookingLines)
      .where(eq(bookingLines.bookingId, id))
      .orderBy(asc(bookingLines.position), asc(bookingLines.id)),
    tx
      .select()
      .from(payments)
      .where(eq(payments.bookingId, id))
      .orderBy(desc(payments.receivedAt), desc(payments.id)),
    tx
      .select({
        id: feedback.id,
        rating: feedback.rating,
        comments: feedback.comments,
        wouldRecommend: feedback.wouldRecommend,
        givenAt: feedback.givenAt,
      })
      .from(feedback)
      .where(eq(feedback.bookingId, id)),
  ]);
  const [head] = heads;
  if (!head) return undefined;
  return { ...head, lines: lines.map(storedLine), payments: paid, feedback: given[0] };
}

export type BookingDetail = NonNullable<Awaited<ReturnType<typeof readBooking>>>;

/** What the booking form needs besides the booking: the menu and how this company prices. */
export async function readBookingForm(actor: Actor) {
  const [dishes, services, company, profiles] = await readAs(actor, (tx) => [
    ...menuChoiceQueries(tx),
    ...pricingQueries(tx),
  ]);
  return { menu: menuChoicesOf(dishes, services), pricing: pricingOf(company, profiles) };
}
