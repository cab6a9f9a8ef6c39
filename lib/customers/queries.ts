import 'server-only';
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { consents, customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { noteReadAs } from '@/lib/audit/reads';
import {
  readInstantCursor,
  readTextCursor,
  readTurn,
  turnPage,
  writeTextCursor,
} from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { patternList, searchLimit, searchPatterns } from '@/lib/platform/search';
import { exemptionColumns } from './billing/queries';
import { exemptionOf } from './billing/rules';
import { type CustomerBy, type CustomerFilter, customerOrders } from './list-filter';

export const pageSize = 25;

/** A search that fits more says too little; the newest of what it fits are shown. */
const mostFound = 1000;
const tooMany = 'More than a thousand fit: these are the newest of them. Narrow the search, or download all.';
/** A file holds all that a search fits. */
const allFound = 2_147_483_647;

type Shape = {
  by: CustomerBy;
  order: 'ascending' | 'descending';
  searched: boolean;
  way: Way;
  size: number;
};

/** Among the newest `most` that a search fits. Under row rules only this function reaches the index of words. */
const matches = (most: number): SQL =>
  sql`${customers.id} in (select id from search_customers(${sql.placeholder('patterns')}::text[], ${sql.raw(String(most))}))`;

/** What customers can stand in the order of. */
const values = {
  name: { column: customers.name, type: 'text' },
  last: { column: customers.lastEventAt, type: 'timestamptz' },
} as const;

const pageQuery = preparedByShape((db, { by, order, searched, way, size }: Shape) => {
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
    .where(
      and(
        isNull(customers.anonymisedAt),
        searched ? matches(size > pageSize ? allFound : mostFound) : undefined,
        page.beyond,
      ),
    )
    .orderBy(...page.order)
    .limit(size + 1);
});

const countQuery = preparedByShape((db, { searched }: Pick<Shape, 'searched'>) =>
  db
    .select({ n: sql<number>`count(*)::int` })
    .from(customers)
    .where(and(isNull(customers.anonymisedAt), searched ? matches(mostFound) : undefined)),
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
    countQuery(tx, { searched: patterns !== undefined }, { patterns: patternList(patterns) }),
  ] as const;
}

/** One page of them alone. */
export function askCustomerRows(tx: Tx, filter: CustomerFilter, size: number) {
  const { from, way } = turnOf(filter);
  const patterns = searchPatterns(filter.q);
  const shape = { ...customerOrders.of(filter.order), searched: patterns !== undefined, way, size };
  return [pageQuery(tx, shape, { patterns: patternList(patterns), ...cursorValues(from) })] as const;
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
  const total = counted?.n ?? 0;
  const cut = searchPatterns(filter.q) !== undefined && total >= mostFound;
  return {
    ...tellCustomerRows([found], filter, pageSize),
    /** Undefined where more fit than were looked at. */
    total: cut ? undefined : total,
    limit: searchLimit(filter.q) ?? (cut ? tooMany : undefined),
  };
}

/** The same for an actor, outside a screen. */
export async function listCustomers(actor: Actor, filter: CustomerFilter) {
  return tellCustomers(await readAs(actor, (tx) => askCustomers(tx, filter)), filter);
}

export type CustomerList = Awaited<ReturnType<typeof listCustomers>>;

const choiceColumns = {
  ...{ id: customers.id, name: customers.name, phone: customers.phone },
  ...exemptionColumns,
};
type Chosen = { id: string; name: string; phone: string | null } & NonNullable<
  Parameters<typeof exemptionOf>[0]
>;

/** A customer as they are chosen, with why they pay no tax. */
export const choiceOf = ({ id, name, phone, ...customer }: Chosen) => ({
  ...{ id, name, phone },
  exemption: exemptionOf(customer),
});

const choicesQuery = preparedByShape((db, { searched }: Pick<Shape, 'searched'>) =>
  db
    .select(choiceColumns)
    .from(customers)
    .where(and(isNull(customers.anonymisedAt), searched ? matches(mostFound) : undefined))
    .orderBy(asc(customers.name), asc(customers.id))
    .limit(8),
);

/** A few customers to choose from while a name or phone is being typed; that they were looked through is noted beside it. */
export async function findCustomers(actor: Actor, q: string) {
  const patterns = searchPatterns(q);
  const [[rows]] = await Promise.all([
    readAs(actor, (tx) => [
      choicesQuery(tx, { searched: patterns !== undefined }, { patterns: patternList(patterns) }),
    ]),
    patterns && noteReadAs(actor, { deed: 'searched', source: 'customers', id: null }),
  ]);
  return rows.map(choiceOf);
}

const customerId = sql.placeholder('id');

const customerQuery = prepared((db) => db.select().from(customers).where(eq(customers.id, customerId)));

const heldQuery = prepared((db) =>
  db
    .select({
      id: bookings.id,
      reference: bookings.reference,
      eventName: bookings.eventName,
      occasion: sql<string | null>`(select o.name from occasions o where o.id = ${bookings.occasionId})`,
      startsAt: bookings.startsAt,
      endsAt: bookings.endsAt,
      status: bookings.status,
      total: bookings.total,
      paid: bookings.paid,
      tax: bookings.tax,
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
    .select(choiceColumns)
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
  return row && choiceOf(row);
}
