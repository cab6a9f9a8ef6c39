import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type Answers, preparedByShape } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { turnPage } from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { patternList, searchLimit, searchPatterns } from '@/lib/platform/search';
import {
  type BookingBy,
  type BookingFilter,
  type Grouping,
  orderOf,
  type Span,
  spanOf,
  spans,
  type Trait,
  traits,
} from './list-filter';
import { groupedPage, groupValues, tellGroups } from './list-groups';
import { cursorOf, turnOf, wayOf } from './list-places';
import { askSpanCounts, type SpanCounts, tellSpanCounts, within } from './list-spans';
import type { Status } from './rules';

/** Guests from which on an event is a big one. */
const bigEvent = 50;
/** Minor units from which on it is worth much, where the company has said no other amount for its enquiries. */
const usualHighValue = 500_000;

export const pageSize = 25;
/** A search that fits more says too little; the newest of what it fits are shown. */
const mostFound = 1000;
const tooMany =
  'More than a thousand fit: these are of the newest of them. Narrow the search, or download all.';

const open = sql`${bookings.status} in ('quoted', 'confirmed', 'in_progress', 'completed')`;
const needsDiets = sql`${bookings.dietary} is not null`;
/** What each trait asks of a booking. Where an index holds those that have it, its condition is the same. */
const conditions: Record<Trait, SQL> = {
  unpaid: sql`(${bookings.paid} < ${bookings.total} and ${open})`,
  deposit: sql`(${bookings.paid} < ${bookings.deposit} and ${bookings.paid} < ${bookings.total} and ${open})`,
  diets: needsDiets,
  big: sql`${bookings.guests} >= ${sql.raw(String(bigEvent))}`,
  high: sql`${bookings.total} >= (select coalesce((select s.high_value from enquiry_settings s), ${sql.raw(String(usualHighValue))}))`,
};
const traitsOf = (filter: BookingFilter) => traits.filter((trait) => filter[trait]);
const having = (wanted: readonly Trait[]) => wanted.map((trait) => conditions[trait]);

const listColumns = {
  id: bookings.id,
  reference: bookings.reference,
  eventName: bookings.eventName,
  eventType: bookings.eventType,
  startsAt: bookings.startsAt,
  endsAt: bookings.endsAt,
  venue: bookings.venue,
  guests: bookings.guests,
  needsDiets: sql<boolean>`${needsDiets}`,
  status: bookings.status,
  total: bookings.total,
  paid: bookings.paid,
  createdAt: bookings.createdAt,
  customerId: bookings.customerId,
  customer: customers.name,
};

type Shape = {
  span: Span;
  traits: readonly Trait[];
  by: BookingBy;
  order: 'ascending' | 'descending';
  way: Way;
  status: boolean;
  searched: boolean;
  /** Only those of given ids. */
  picked: boolean;
  size: number;
};

/** The newest `most` that a search fits. Under row rules only this function reaches the index of words. */
const matches = (most: number): SQL =>
  sql`${bookings.id} in (select id from search_bookings(${sql.placeholder('patterns')}::text[], ${sql.raw(String(most))}))`;
/** A file holds all that a search fits. */
const allFound = 2_147_483_647;

/** What bookings can stand in the order of. */
const values = {
  event: { column: bookings.startsAt, type: 'timestamptz' },
  customer: { column: customers.name, type: 'text' },
  total: { column: bookings.total, type: 'bigint' },
  added: { column: bookings.createdAt, type: 'timestamptz' },
} as const;

const theirCustomer = and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId));

function asked({ span, traits: wanted, status, searched, picked, size }: Shape): SQL | undefined {
  return and(
    within(span),
    ...having(wanted),
    status ? eq(bookings.status, sql.placeholder('status')) : undefined,
    searched ? matches(size > pageSize ? allFound : mostFound) : undefined,
    picked ? sql`${bookings.id} = any(${sql.placeholder('ids')}::uuid[])` : undefined,
  );
}

const pageQuery = preparedByShape((db, shape: Shape) => {
  const { by, order, way, size } = shape;
  const { column, type } = values[by];
  const page = keyset(column, bookings.id, { way, order, type });
  return db
    .select(listColumns)
    .from(bookings)
    .innerJoin(customers, theirCustomer)
    .where(and(asked(shape), page.beyond))
    .orderBy(...page.order)
    .limit(size + 1);
});

const groupedQuery = preparedByShape((db, { grouping, ...shape }: Shape & { grouping: Grouping }) => {
  const { order, way, size, searched } = shape;
  const conditions = asked(shape) ?? sql`true`;
  return db
    .select({
      ...listColumns,
      group: sql<string>`page."group"`,
      groupCount: sql<number | null>`page.group_count::int`,
    })
    .from(bookings)
    .innerJoin(
      groupedPage({ grouping, order, way, size, conditions, searched }),
      sql`page.id = ${bookings.id}`,
    )
    .innerJoin(customers, theirCustomer)
    .orderBy(sql`page.place`);
});

/** By status, of the first that fit: more are said to be more. */
const countsQuery = preparedByShape(
  (db, { span, traits: wanted, searched }: Pick<Shape, 'span' | 'traits' | 'searched'>) => {
    const found = db
      .select({ status: bookings.status })
      .from(bookings)
      .where(and(within(span), ...having(wanted), searched ? matches(mostFound) : undefined))
      .limit(mostFound)
      .as('found');
    return db
      .select({ status: found.status, n: sql<number>`count(*)::int` })
      .from(found)
      .groupBy(found.status);
  },
);

/** Whether more is asked than the kept figures can count. */
const isNarrow = (filter: BookingFilter) =>
  searchPatterns(filter.q) !== undefined || traitsOf(filter).length > 0;

type SpanRows = Awaited<ReturnType<typeof askSpanCounts>>;
type Figures = { counted: Counted } | { kept: SpanRows };

/** One page of the company's bookings, and how many there are: of each stretch of time, or of what else is asked. */
export function askBookings(tx: Tx, filter: BookingFilter, now: Date) {
  const counts: PromiseLike<Counted | SpanRows> = isNarrow(filter)
    ? askCounts(tx, filter, now)
    : askSpanCounts(tx, now);
  return [...askBookingRows(tx, { filter, now }, pageSize), counts] as const;
}

const figuresOf = (counts: Counted | SpanRows, filter: BookingFilter): Figures =>
  isNarrow(filter) ? { counted: counts as Counted } : { kept: counts as SpanRows };

function askCounts(tx: Tx, filter: BookingFilter, now: Date) {
  const patterns = searchPatterns(filter.q);
  return countsQuery(
    tx,
    { span: spanOf(filter), traits: traitsOf(filter), searched: patterns !== undefined },
    { patterns: patternList(patterns), now: now.toISOString() },
  ) as PromiseLike<Counted>;
}

type Counted = { status: Status; n: number }[];

/** A client's own, of all times; they are few, and counted. */
export const askOwnBookings = (tx: Tx, filter: BookingFilter, now: Date) =>
  [...askBookingRows(tx, { filter, now }, pageSize), askCounts(tx, filter, now)] as const;

type Asked = { filter: BookingFilter; now: Date; ids?: string[] };

/** A row of the list; `group` and `groupCount` where it is grouped (`tellGroups`). */
type Listed = Awaited<ReturnType<typeof pageQuery>>[number] & { group?: string; groupCount?: number | null };

/** One page of them alone, or of the `ids` among them. */
export function askBookingRows(
  tx: Tx,
  { filter, now, ids }: Asked,
  size: number,
): readonly [PromiseLike<Listed[]>] {
  const patterns = searchPatterns(filter.q);
  const { group } = filter;
  const shape: Shape = {
    ...orderOf(filter),
    span: spanOf(filter),
    traits: traitsOf(filter),
    way: wayOf(filter),
    status: Boolean(filter.status),
    searched: patterns !== undefined,
    picked: ids !== undefined,
    size,
  };
  const given = {
    patterns: patternList(patterns),
    now: now.toISOString(),
    status: filter.status,
    ids: ids && `{${ids.join()}}`,
  };
  if (group)
    return [groupedQuery(tx, { ...shape, grouping: group }, { ...given, ...groupValues(group, filter) })];
  return [pageQuery(tx, shape, { ...given, ...cursorValues(turnOf(filter).from) })];
}

export function tellBookingRows(
  [found]: Answers<ReturnType<typeof askBookingRows>>,
  filter: BookingFilter,
  size: number,
) {
  return turnPage(found, { size, way: wayOf(filter), cursorOf: cursorOf(filter) });
}

/** What a client's page tells. */
export function tellOwnBookings(
  [found, counted]: Answers<ReturnType<typeof askOwnBookings>>,
  filter: BookingFilter,
) {
  return { ...tellBookingRows([found], filter, pageSize), counts: byStatus(counted) };
}

export function tellBookings(
  [found, counts]: Answers<ReturnType<typeof askBookings>>,
  filter: BookingFilter,
) {
  const page = tellBookingRows([found], filter, pageSize);
  return {
    ...page,
    ...tellFigures(figuresOf(counts, filter), filter),
    groups: filter.group && tellGroups(page.rows),
  };
}

/**
 * How many there are of each status; undefined where the count ended at the most, which says nothing of any. `spans`:
 * of each stretch of time under the status that is asked for; undefined where more is asked than the kept figures know.
 */
function tellFigures(figures: Figures, filter: BookingFilter) {
  const limit = searchLimit(filter.q);
  if ('kept' in figures) {
    const kept = tellSpanCounts(figures.kept);
    return { counts: kept[spanOf(filter)], spans: underStatus(kept, filter.status), limit };
  }
  const counts = byStatus(figures.counted);
  const cut = figures.counted.reduce((sum, { n }) => sum + n, 0) >= mostFound;
  return {
    counts: cut ? undefined : counts,
    spans: undefined,
    limit: limit ?? (cut && filter.q ? tooMany : undefined),
  };
}

const byStatus = (counted: Counted) =>
  Object.fromEntries(counted.map(({ status, n }) => [status, n])) as Partial<Record<Status, number>>;

function underStatus(counts: SpanCounts, status: Status | undefined): Record<Span, number> {
  const sum = (of: SpanCounts[Span]) =>
    status ? (of[status] ?? 0) : Object.values(of).reduce((total, n) => total + n, 0);
  return Object.fromEntries(spans.map((span) => [span, sum(counts[span])])) as Record<Span, number>;
}

/** The same for an actor, outside a screen. */
export async function listBookings(actor: Actor, filter: BookingFilter, now: Date) {
  return tellBookings(await readAs(actor, (tx) => askBookings(tx, filter, now)), filter);
}

export type BookingList = Awaited<ReturnType<typeof listBookings>>;
export type ListedBooking = BookingList['rows'][number];
