import 'server-only';
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { bookingLines, bookings, payments } from '@/db/schema/bookings';
import { feedback } from '@/db/schema/feedback';
import { customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { askMenuChoices, menuChoicesOf } from '@/lib/menu/choice-queries';
import {
  readCursor,
  readNumberCursor,
  readTextCursor,
  readTurn,
  turnPage,
  writeCursor,
  writeTextCursor,
} from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { placeholders, searchLimit, searchPatterns, valuesOf } from '@/lib/platform/search';
import { askPricing, pricingOf } from '@/lib/pricing/queries';
import { askStatuses } from '@/lib/stats/queries';
import { type BookingBy, type BookingFilter, bookingOrders } from './list-filter';
import { storedLine } from './load';
import type { Status } from './rules';

export const pageSize = 25;
/** A search that fits more says too little; the newest of what it fits are shown. */
const mostFound = 1000;
const tooMany =
  'More than a thousand fit: these are of the newest of them. Narrow the search, or download all.';

const listColumns = {
  id: bookings.id,
  reference: bookings.reference,
  eventName: bookings.eventName,
  eventType: bookings.eventType,
  startsAt: bookings.startsAt,
  endsAt: bookings.endsAt,
  venue: bookings.venue,
  guests: bookings.guests,
  needsDiets: sql<boolean>`${bookings.dietary} is not null`,
  status: bookings.status,
  total: bookings.total,
  paid: bookings.paid,
  createdAt: bookings.createdAt,
  customerId: bookings.customerId,
  customer: customers.name,
};

/** `words`: of a search, none where nothing was typed, 0 where nothing can fit. */
type Shape = {
  by: BookingBy;
  order: 'ascending' | 'descending';
  way: Way;
  status: boolean;
  words: number | undefined;
  /** Only those of given ids. */
  picked: boolean;
  size: number;
};

/** Ids sort by birth: the newest `most` of what a search fits are kept. Under row rules only this function reaches the text index. */
function matches(words: number | undefined, most?: number): SQL | undefined {
  if (words === undefined) return undefined;
  if (words === 0) return sql`false`;
  const each = placeholders(words).map(
    (name) => sql`select id from search_bookings(${sql.placeholder(name)})`,
  );
  const newest = most && sql` order by id desc limit ${sql.raw(String(most))}`;
  return sql`${bookings.id} in (${sql.join(each, sql` intersect `)}${newest})`;
}

/** What bookings can stand in the order of. */
const values = {
  event: { column: bookings.startsAt, type: 'timestamptz' },
  customer: { column: customers.name, type: 'text' },
  total: { column: bookings.total, type: 'bigint' },
  added: { column: bookings.createdAt, type: 'timestamptz' },
} as const;

const pageQuery = preparedByShape((db, { by, order, way, status, words, picked, size }: Shape) => {
  const { column, type } = values[by];
  const page = keyset(column, bookings.id, { way, order, type });
  return db
    .select(listColumns)
    .from(bookings)
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(
      and(
        status ? eq(bookings.status, sql.placeholder('status')) : undefined,
        // A file holds all that a search fits.
        matches(words, size > pageSize ? undefined : mostFound),
        picked ? sql`${bookings.id} = any(${sql.placeholder('ids')}::uuid[])` : undefined,
        page.beyond,
      ),
    )
    .orderBy(...page.order)
    .limit(size + 1);
});

const countsQuery = preparedByShape((db, { words }: Pick<Shape, 'words'>) =>
  db
    .select({ status: bookings.status, n: sql<number>`count(*)::int` })
    .from(bookings)
    .where(matches(words, mostFound))
    .groupBy(bookings.status),
);

type Placed = { id: string; startsAt: Date; createdAt: Date; customer: string; total: number };

/** How a booking's place in each order stands in the address; one of another order means the beginning. */
const cursorsBy = {
  event: { read: readCursor, write: ({ startsAt, id }: Placed) => writeCursor({ at: startsAt, id }) },
  customer: {
    read: readTextCursor,
    write: ({ customer, id }: Placed) => writeTextCursor({ text: customer, id }),
  },
  total: {
    read: readNumberCursor,
    write: ({ total, id }: Placed) => writeTextCursor({ text: `${total}`, id }),
  },
  added: { read: readCursor, write: ({ createdAt, id }: Placed) => writeCursor({ at: createdAt, id }) },
};
const byOf = (filter: BookingFilter) => bookingOrders.of(filter.order).by;
const turnOf = (filter: BookingFilter) =>
  readTurn<{ at: Date; id: string } | { text: string; id: string }>(filter, cursorsBy[byOf(filter)].read);

type Counted = { status: Status; n: number }[];

/** One page of the company's bookings, with how many there are of each status under the same search. */
export function askBookings(tx: Tx, filter: BookingFilter) {
  const patterns = searchPatterns(filter.q);
  const counts = patterns
    ? countsQuery(tx, { words: patterns.length }, valuesOf(patterns))
    : (askStatuses(tx) as PromiseLike<Counted>);
  return [...askBookingRows(tx, { filter }, pageSize), counts] as const;
}

/** The same for a client, whose few are counted. */
export const askOwnBookings = (tx: Tx, filter: BookingFilter) =>
  [
    ...askBookingRows(tx, { filter }, pageSize),
    countsQuery(tx, { words: undefined }) as PromiseLike<Counted>,
  ] as const;

/** One page of them alone, or of the `ids` among them. */
export function askBookingRows(
  tx: Tx,
  { filter, ids }: { filter: BookingFilter; ids?: string[] },
  size: number,
) {
  const patterns = searchPatterns(filter.q);
  const { from, way } = turnOf(filter);
  return [
    pageQuery(
      tx,
      {
        ...bookingOrders.of(filter.order),
        way,
        status: Boolean(filter.status),
        words: patterns?.length,
        picked: ids !== undefined,
        size,
      },
      { ...valuesOf(patterns), status: filter.status, ids: ids && `{${ids.join()}}`, ...cursorValues(from) },
    ),
  ] as const;
}

export function tellBookingRows(
  [found]: Answers<ReturnType<typeof askBookingRows>>,
  filter: BookingFilter,
  size: number,
) {
  return turnPage(found, { size, way: turnOf(filter).way, cursorOf: cursorsBy[byOf(filter)].write });
}

export function tellBookings(
  [found, counted]: Answers<ReturnType<typeof askBookings>>,
  filter: BookingFilter,
) {
  const counts = Object.fromEntries(counted.map(({ status, n }) => [status, n])) as Partial<
    Record<Status, number>
  >;
  const total = counted.reduce((sum, { n }) => sum + n, 0);
  const cut = searchPatterns(filter.q) !== undefined && total >= mostFound;
  return {
    ...tellBookingRows([found], filter, pageSize),
    counts,
    limit: searchLimit(filter.q) ?? (cut ? tooMany : undefined),
  };
}

/** The same for an actor, outside a screen. */
export async function listBookings(actor: Actor, filter: BookingFilter) {
  return tellBookings(
    await readAs(actor, (tx) => (actor.role === 'client' ? askOwnBookings : askBookings)(tx, filter)),
    filter,
  );
}

export type BookingList = Awaited<ReturnType<typeof listBookings>>;
export type ListedBooking = BookingList['rows'][number];

const bookingId = sql.placeholder('id');

const headQuery = prepared((db) =>
  db
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
    .where(eq(bookings.id, bookingId)),
);

const linesQuery = prepared((db) =>
  db
    .select()
    .from(bookingLines)
    .where(eq(bookingLines.bookingId, bookingId))
    .orderBy(asc(bookingLines.position), asc(bookingLines.id)),
);

const paymentsQuery = prepared((db) =>
  db
    .select()
    .from(payments)
    .where(eq(payments.bookingId, bookingId))
    .orderBy(desc(payments.receivedAt), desc(payments.id)),
);

const givenQuery = prepared((db) =>
  db
    .select({
      id: feedback.id,
      rating: feedback.rating,
      comments: feedback.comments,
      wouldRecommend: feedback.wouldRecommend,
      givenAt: feedback.givenAt,
    })
    .from(feedback)
    .where(eq(feedback.bookingId, bookingId)),
);

export function askBooking(tx: Tx, id: string) {
  return [
    headQuery(tx, { id }),
    linesQuery(tx, { id }),
    paymentsQuery(tx, { id }),
    givenQuery(tx, { id }),
  ] as const;
}

export function tellBooking([heads, lines, paid, given]: Answers<ReturnType<typeof askBooking>>) {
  const [head] = heads;
  return head && { ...head, lines: lines.map(storedLine), payments: paid, feedback: given[0] };
}

/** Everything about one booking, or undefined: unknown, malformed and other people's ids are all the same. */
export async function readBooking(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  return tellBooking(await readAs(actor, (tx) => askBooking(tx, id)));
}

export type BookingDetail = NonNullable<Awaited<ReturnType<typeof readBooking>>>;

/** What the booking form needs besides the booking: the menu and how this company prices. */
export const askBookingForm = (tx: Tx) => [...askMenuChoices(tx), ...askPricing(tx)] as const;

export function tellBookingForm([dishes, services, company, profiles]: Answers<
  ReturnType<typeof askBookingForm>
>) {
  return { menu: menuChoicesOf(dishes, services), pricing: pricingOf(company, profiles) };
}
