import 'server-only';
import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { knownLimit, preparedByShape } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { paymentDues } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { keyset, type Way } from '@/lib/platform/keyset';
import type { BookingBy, Grouping, Span, Trait } from './list-filter';
import { groupedPage } from './list-groups';
import { within } from './list-spans';
import { conditions, isJustLate, isLate, needsDiets } from './list-traits';
import type { Status } from './rules';

export const pageSize = 25;
/** What fits more than so many isn't counted; of a search the newest of what it fits are shown. */
export const mostFound = 1000;
/** A file holds all that a search fits. */
const allFound = 2_147_483_647;
/** So many are read whole and put in order; in more of them the order's own index soon finds a page. */
const few = 4000;

const own = {
  id: bookings.id,
  reference: bookings.reference,
  eventName: bookings.eventName,
  eventType: bookings.eventType,
  startsAt: bookings.startsAt,
  endsAt: bookings.endsAt,
  venue: bookings.venue,
  guests: bookings.guests,
  needsDiets: sql<boolean>`${needsDiets}`.as('needs_diets'),
  status: bookings.status,
  total: bookings.total,
  paid: bookings.paid,
  takenOff: bookings.takenOff,
  createdAt: bookings.createdAt,
  customerId: bookings.customerId,
  occasionId: bookings.occasionId,
};
/** What the occasion is called that a booking is a part of. */
const occasionOf = ({ occasionId }: Record<'occasionId', SQLWrapper>) =>
  sql<string | null>`(select o.name from occasions o where o.id = ${occasionId})`.as('occasion');
const listColumns = { ...own, customer: customers.name, occasion: occasionOf(bookings) };
type Own = keyof typeof own;
/** Those of a query within a query. */
const columnsOf = <T extends Record<Own, unknown>>(inner: T) =>
  Object.fromEntries((Object.keys(own) as Own[]).map((name) => [name, inner[name]])) as Pick<T, Own>;
const whose = and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId));

/** What a page is asked for; a query is put together once for each. */
export type Shape = {
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
type Narrow = Pick<Shape, 'span' | 'traits'>;

/** The newest `most` that a search fits. Under row rules only this function reaches the index of words. */
const hitsOf = (most: number): SQL =>
  sql`select id from search_bookings(${sql.placeholder('patterns')}::text[], ${sql.raw(String(most))})`;

const narrowed = ({ span, traits }: Narrow) => and(within(span), ...traits.map((trait) => conditions[trait]));

const fitting = (shape: Shape) =>
  and(
    narrowed(shape),
    shape.searched
      ? sql`${bookings.id} in (${hitsOf(shape.size > pageSize ? allFound : mostFound)})`
      : undefined,
    shape.status ? eq(bookings.status, sql.placeholder('status')) : undefined,
    shape.picked ? sql`${bookings.id} = any(${sql.placeholder('ids')}::uuid[])` : undefined,
  );

/** What bookings can stand in the order of. */
const values = {
  event: { name: 'startsAt', type: 'timestamptz' },
  customer: { name: 'customer', type: 'text' },
  total: { name: 'total', type: 'bigint' },
  added: { name: 'createdAt', type: 'timestamptz' },
} as const;
type Ordered = Record<'id' | (typeof values)[BookingBy]['name'], SQLWrapper>;
const placeIn = (rows: Ordered, { by, order, way }: Shape) =>
  keyset(rows[values[by].name], rows.id, { way, order, type: values[by].type });
const nameOf = (customer: SQLWrapper) =>
  sql<string>`(select c.name from customers c where c.id = ${customer})`;
/** Whose a booking is, looked up for the rows of a page alone, but where it says which these are. */
const nameWithin = ({ by }: Shape, customer: SQLWrapper) =>
  (by === 'customer' ? nameOf(customer) : sql<string>`''`).as('customer');
const nameOutside = ({ by }: Shape, rows: Record<'customer' | 'customerId', SQLWrapper>) =>
  (by === 'customer' ? sql<string>`${rows.customer}` : nameOf(rows.customerId)).as('customer');

/** Row by row in their order until a page is full, whichever index that takes. */
function walk(db: Tx, shape: Shape, only?: SQL) {
  if (shape.by === 'customer') return walkCustomers(db, shape, only);
  const page = placeIn(listColumns, shape);
  return db
    .select(listColumns)
    .from(bookings)
    .innerJoin(customers, whose)
    .where(and(only, fitting(shape), page.beyond))
    .orderBy(...page.order)
    .limit(knownLimit(shape.size + 1));
}

/** The same of those with a late payment, by the index that has these in the order of their events. */
function walkLate(db: Tx, shape: Shape) {
  const page = placeIn({ ...listColumns, startsAt: paymentDues.eventAt, id: paymentDues.bookingId }, shape);
  return db
    .select(listColumns)
    .from(bookings)
    .innerJoin(paymentDues, isLate)
    .innerJoin(customers, whose)
    .where(and(within(shape.span, paymentDues.eventAt), page.beyond))
    .orderBy(...page.order)
    .limit(knownLimit(shape.size + 1));
}

/** Customer by customer with the bookings of each; asked for a join, PostgreSQL would sort all bookings. */
function walkCustomers(db: Tx, shape: Shape, only?: SQL) {
  const of = db
    .select(own)
    .from(bookings)
    .where(and(only, whose, fitting(shape)))
    .offset(0)
    .as('of_customer');
  const page = placeIn({ ...columnsOf(of), customer: customers.name }, shape);
  return db
    .select({ ...columnsOf(of), customer: customers.name, occasion: occasionOf(of) })
    .from(customers)
    .crossJoinLateral(of)
    .where(and(only, page.beyond))
    .orderBy(...page.order)
    .limit(knownLimit(shape.size + 1));
}

/** All that fit at once, by the index of what they have to fit; then their order. */
function sort(db: Tx, shape: Shape, only: SQL) {
  const all = db
    .select({ ...own, customer: nameWithin(shape, bookings.customerId) })
    .from(bookings)
    .where(and(only, fitting(shape)))
    .orderBy(bookings.startsAt, bookings.id)
    .limit(few)
    .as('all_of_them');
  const page = placeIn(all, shape);
  return db
    .select({ ...columnsOf(all), customer: nameOutside(shape, all), occasion: occasionOf(all) })
    .from(all)
    .where(page.beyond)
    .orderBy(...page.order)
    .limit(shape.size + 1);
}

/**
 * One page of the list. In the order of events, or of all there are, an index has them as they are shown. Where a part of
 * them is asked for in another order, only how many they are tells what is cheap: to look through all in that order until
 * enough fit, or to sort those that do. PostgreSQL would have to guess.
 */
export const pageQuery = preparedByShape((db, shape: Shape) => {
  if (shape.by === 'event' && isJustLate(shape) && !shape.picked) return walkLate(db, shape);
  const isPart = shape.span !== 'all' || shape.status || shape.traits.length > 0;
  if (shape.by === 'event' || !isPart || shape.searched || shape.picked) return walk(db, shape);
  const first = db
    .select({ id: bookings.id })
    .from(bookings)
    .where(fitting(shape))
    .orderBy(bookings.startsAt, bookings.id)
    .limit(few + 1)
    .as('first');
  const size = db
    .$with('size')
    .as(db.select({ few: sql<boolean>`count(*) <= ${sql.raw(String(few))}`.as('few') }).from(first));
  const page = unionAll(
    sort(db, shape, sql`(select few from size)`),
    walk(db, shape, sql`not (select few from size)`),
  ).as('page');
  return db
    .with(size)
    .select({ ...columnsOf(page), customer: page.customer, occasion: page.occasion })
    .from(page)
    .orderBy(...placeIn(page, shape).order);
});

/** One page of the list by groups. */
export const groupedQuery = preparedByShape((db, { grouping, ...shape }: Shape & { grouping: Grouping }) => {
  const { order, way, size, searched } = shape;
  const conditions = fitting(shape) ?? sql`true`;
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
    .innerJoin(customers, whose)
    .orderBy(sql`page.place`);
});

export type ListedRow = Awaited<ReturnType<typeof pageQuery>>[number];

/** By status, of the first that fit: more are said to be more. */
export const countsQuery = preparedByShape((db, shape: Narrow & Pick<Shape, 'searched'>) => {
  const found = firstFitting(db, shape).as('found');
  return db.select({ status: found.status, n: sql<number>`count(*)::int` }).from(found).groupBy(found.status);
});

function firstFitting(db: Tx, shape: Narrow & Pick<Shape, 'searched'>) {
  const status = { status: bookings.status };
  if (isJustLate(shape))
    return db
      .select(status)
      .from(bookings)
      .innerJoin(paymentDues, isLate)
      .where(within(shape.span, paymentDues.eventAt))
      .limit(knownLimit(mostFound));
  return db
    .select(status)
    .from(bookings)
    .where(and(narrowed(shape), shape.searched ? sql`${bookings.id} in (${hitsOf(mostFound)})` : undefined))
    .limit(mostFound);
}

/**
 * One page of what a search fits, and how many of each status it found: the search is asked once. The counts stand in each
 * row, and in one row without a booking where the page is empty; none where more fits than was looked at.
 */
export const searchQuery = preparedByShape((db, shape: Shape) => {
  const hits = db.$with('hits', { id: bookings.id }).as(hitsOf(mostFound));
  const found = db.$with('found').as(
    db
      .select({ ...own, customer: nameWithin(shape, bookings.customerId) })
      .from(bookings)
      .where(and(sql`${bookings.id} in (select id from hits)`, narrowed(shape))),
  );
  const { beyond, order } = placeIn(found, shape);
  const page = db
    .select({ ...columnsOf(found), customer: nameOutside(shape, found), occasion: occasionOf(found) })
    .from(found)
    .where(and(shape.status ? eq(found.status, sql.placeholder('status')) : undefined, beyond))
    .orderBy(...order)
    .limit(shape.size + 1)
    .as('page');
  const counts = sql<Partial<
    Record<Status, number>
  > | null>`(select case when (select count(*) from hits) < ${sql.raw(String(mostFound))}
    then coalesce(jsonb_object_agg(s.status, s.n), '{}') end from (select status, count(*)::int as n from found group by 1) s)`;
  return db
    .with(hits, found)
    .select({ ...columnsOf(page), customer: page.customer, occasion: page.occasion, counts })
    .from(sql`(select) one`)
    .leftJoin(page, sql`true`)
    .orderBy(...placeIn(page, shape).order);
});
