import 'server-only';
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { consents, customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import {
  readInstantCursor,
  readTextCursor,
  readTurn,
  turnPage,
  writeTextCursor,
} from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { placeholders, searchLimit, searchPatterns, valuesOf } from '@/lib/platform/search';
import { type CustomerBy, type CustomerFilter, customerOrders } from './list-filter';

export const pageSize = 25;

/** `words`: of a search, none where nothing was typed, 0 where nothing can fit. */
type Shape = {
  by: CustomerBy;
  order: 'ascending' | 'descending';
  words: number | undefined;
  way: Way;
  size: number;
};

function matches(words: number | undefined): SQL | undefined {
  if (words === undefined) return undefined;
  const each = placeholders(words).map(
    (name) => sql`${customers.id} in (select id from search_customers(${sql.placeholder(name)}))`,
  );
  return words === 0 ? sql`false` : and(...each);
}

/** What customers can stand in the order of. */
const values = {
  name: { column: customers.name, type: 'text' },
  last: { column: customers.lastEventAt, type: 'timestamptz' },
} as const;

const pageQuery = preparedByShape((db, { by, order, words, way, size }: Shape) => {
  const { column, type } = values[by];
  const page = keyset(column, customers.id, { way, order, type });
  return db
    .select({
      id: customers.id,
      name: customers.name,
      phone: customers.phone,
      email: customers.email,
      // Spelled out: in a select from one table Drizzle leaves the tables' names away.
      bookings: sql<number>`(select count(*)::int from bookings b
        where b.company_id = customers.company_id and b.customer_id = customers.id)`,
      lastEventAt: customers.lastEventAt,
    })
    .from(customers)
    .where(and(isNull(customers.anonymisedAt), matches(words), page.beyond))
    .orderBy(...page.order)
    .limit(size + 1);
});

const countQuery = preparedByShape((db, { words }: Pick<Shape, 'words'>) =>
  db
    .select({ n: sql<number>`count(*)::int` })
    .from(customers)
    .where(and(isNull(customers.anonymisedAt), matches(words))),
);

type Placed = { id: string; name: string; lastEventAt: Date | null };

/** How a customer's place in each order stands in the address; one of another order means the beginning. */
const cursorsBy = {
  name: { read: readTextCursor, write: ({ name, id }: Placed) => writeTextCursor({ text: name, id }) },
  last: {
    read: readInstantCursor,
    write: ({ lastEventAt, id }: Placed) =>
      writeTextCursor({ text: lastEventAt?.toISOString() ?? '-infinity', id }),
  },
};
const byOf = (filter: CustomerFilter) => customerOrders.of(filter.order).by;
const turnOf = (filter: CustomerFilter) => readTurn(filter, cursorsBy[byOf(filter)].read);

/** One page of the company's customers by name, with their bookings counted. */
export function askCustomers(tx: Tx, filter: CustomerFilter) {
  const patterns = searchPatterns(filter.q);
  return [
    ...askCustomerRows(tx, filter, pageSize),
    countQuery(tx, { words: patterns?.length }, valuesOf(patterns)),
  ] as const;
}

/** One page of them alone. */
export function askCustomerRows(tx: Tx, filter: CustomerFilter, size: number) {
  const { from, way } = turnOf(filter);
  const patterns = searchPatterns(filter.q);
  const shape = { ...customerOrders.of(filter.order), words: patterns?.length, way, size };
  return [pageQuery(tx, shape, { ...valuesOf(patterns), ...cursorValues(from) })] as const;
}

export function tellCustomerRows(
  [found]: Answers<ReturnType<typeof askCustomerRows>>,
  filter: CustomerFilter,
  size: number,
) {
  return turnPage(found, { size, way: turnOf(filter).way, cursorOf: cursorsBy[byOf(filter)].write });
}

export function tellCustomers(
  [found, [counted]]: Answers<ReturnType<typeof askCustomers>>,
  filter: CustomerFilter,
) {
  return {
    ...tellCustomerRows([found], filter, pageSize),
    total: counted?.n ?? 0,
    limit: searchLimit(filter.q),
  };
}

/** The same for an actor, outside a screen. */
export async function listCustomers(actor: Actor, filter: CustomerFilter) {
  return tellCustomers(await readAs(actor, (tx) => askCustomers(tx, filter)), filter);
}

export type CustomerList = Awaited<ReturnType<typeof listCustomers>>;

function matching(q: string | undefined): SQL | undefined {
  const patterns = searchPatterns(q);
  if (!patterns) return undefined;
  const fitting = patterns.map(
    (pattern) => sql`${customers.id} in (select id from search_customers(${pattern}))`,
  );
  return and(sql`${patterns.length > 0}`, ...fitting);
}

/** A few customers to choose from while a name or phone is being typed. */
export async function findCustomers(actor: Actor, q: string) {
  const [rows] = await readAs(actor, (tx) => [
    tx
      .select({ id: customers.id, name: customers.name, phone: customers.phone })
      .from(customers)
      .where(and(isNull(customers.anonymisedAt), matching(q)))
      .orderBy(asc(customers.name), asc(customers.id))
      .limit(8),
  ]);
  return rows;
}

const customerId = sql.placeholder('id');

const customerQuery = prepared((db) => db.select().from(customers).where(eq(customers.id, customerId)));

const heldQuery = prepared((db) =>
  db
    .select({
      id: bookings.id,
      reference: bookings.reference,
      eventName: bookings.eventName,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      status: bookings.status,
      total: bookings.total,
      paid: bookings.paid,
    })
    .from(bookings)
    .where(eq(bookings.customerId, customerId))
    .orderBy(desc(bookings.startsAt), desc(bookings.id))
    .limit(100),
);

const consentsQuery = prepared((db) =>
  db
    .selectDistinctOn([consents.channel])
    .from(consents)
    .where(eq(consents.customerId, customerId))
    .orderBy(consents.channel, desc(consents.createdAt), desc(consents.id)),
);

const countryQuery = prepared((db) => db.select({ country: companies.country }).from(companies));

/** One customer with consent and bookings. */
export function askCustomer(tx: Tx, id: string) {
  return [
    customerQuery(tx, { id }),
    heldQuery(tx, { id }),
    consentsQuery(tx, { id }),
    countryQuery(tx),
  ] as const;
}

export function tellCustomer([[customer], held, consented, [company]]: Answers<
  ReturnType<typeof askCustomer>
>) {
  return customer && { customer, bookings: held, consents: consented, country: company?.country ?? '' };
}

/** The same for an actor, outside a screen; undefined: unknown, malformed and foreign ids are the same. */
export async function readCustomer(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  return tellCustomer(await readAs(actor, (tx) => askCustomer(tx, id)));
}

export type CustomerDetail = NonNullable<Awaited<ReturnType<typeof readCustomer>>>;

const choiceQuery = prepared((db) =>
  db
    .select({ id: customers.id, name: customers.name, phone: customers.phone })
    .from(customers)
    .where(and(eq(customers.id, customerId), isNull(customers.anonymisedAt))),
);

/** The customer as a picker shows them, or nobody. Without an id nobody is asked for. */
export function askCustomerChoice(tx: Tx, id: string | undefined) {
  return choiceQuery(tx, { id: z.uuid().safeParse(id).data ?? null });
}

/** The same for an actor, outside a screen. */
export async function readCustomerChoice(actor: Actor, id: string) {
  const [[row]] = await readAs(actor, (tx) => [askCustomerChoice(tx, id)]);
  return row;
}
