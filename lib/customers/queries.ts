import 'server-only';
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { preparedByShape } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { consents, customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import type { CustomerFilter } from './list-filter';
import { searchPattern } from './search-pattern';

export const pageSize = 25;

/** A customer's place in the list: name, then id. */
const cursorForm = z.tuple([z.string().max(120), z.uuid()]);
const writeCursor = ({ name, id }: { name: string; id: string }) =>
  Buffer.from(JSON.stringify([name, id])).toString('base64url');

function readCursor(text: string | undefined): [string, string] | undefined {
  try {
    return cursorForm.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
}

type Answers<Q> = { -readonly [K in keyof Q]: Awaited<Q[K]> };
type Shape = { found: boolean; from: 'after' | 'before' | null };

const matches = sql`${customers.id} in (select id from search_customers(${sql.placeholder('pattern')}))`;

const pageQuery = preparedByShape((db, { found, from }: Shape) =>
  db
    .select({
      id: customers.id,
      name: customers.name,
      phone: customers.phone,
      email: customers.email,
      // Spelled out: in a select from one table Drizzle leaves the tables' names away.
      bookings: sql<number>`(select count(*)::int from bookings b
        where b.company_id = customers.company_id and b.customer_id = customers.id)`,
      lastEventAt: sql<string | null>`(select max(b.starts_at) from bookings b
        where b.company_id = customers.company_id and b.customer_id = customers.id and b.status <> 'cancelled')`,
    })
    .from(customers)
    .where(
      and(
        isNull(customers.anonymisedAt),
        found ? matches : undefined,
        from
          ? sql`(${customers.name}, ${customers.id}) ${sql.raw(from === 'before' ? '<' : '>')} (${sql.placeholder('name')}, ${sql.placeholder('id')}::uuid)`
          : undefined,
      ),
    )
    .orderBy(
      ...(from === 'before'
        ? [desc(customers.name), desc(customers.id)]
        : [asc(customers.name), asc(customers.id)]),
    )
    .limit(pageSize + 1),
);

const countQuery = preparedByShape((db, { found }: Pick<Shape, 'found'>) =>
  db
    .select({ n: sql<number>`count(*)::int` })
    .from(customers)
    .where(and(isNull(customers.anonymisedAt), found ? matches : undefined)),
);

/** One page of the company's customers by name, with their bookings counted. */
export function askCustomers(tx: Tx, filter: CustomerFilter) {
  const [before, after] = [readCursor(filter.before), readCursor(filter.after)];
  const [name, id] = before ?? after ?? [];
  const pattern = searchPattern(filter.q);
  const shape: Shape = { found: pattern !== undefined, from: before ? 'before' : after ? 'after' : null };
  return [
    pageQuery(tx, shape, { pattern, name, id }),
    countQuery(tx, { found: shape.found }, { pattern }),
  ] as const;
}

export function tellCustomers(
  [found, [counted]]: Answers<ReturnType<typeof askCustomers>>,
  filter: CustomerFilter,
) {
  const before = readCursor(filter.before) !== undefined;
  const more = found.length > pageSize;
  const page = found.slice(0, pageSize);
  const rows = (before ? page.reverse() : page).map((row) => ({
    ...row,
    lastEventAt: row.lastEventAt ? new Date(row.lastEventAt) : null,
  }));
  const [first, last] = [rows.at(0), rows.at(-1)];
  const began = before ? more : readCursor(filter.after) !== undefined;
  return {
    rows,
    total: counted?.n ?? 0,
    next: (before || more) && last ? writeCursor(last) : undefined,
    previous: began && first ? writeCursor(first) : undefined,
  };
}

/** The same for an actor, outside a screen. */
export async function listCustomers(actor: Actor, filter: CustomerFilter) {
  return tellCustomers(await readAs(actor, (tx) => askCustomers(tx, filter)), filter);
}

export type CustomerList = Awaited<ReturnType<typeof listCustomers>>;

function matching(q: string | undefined): SQL | undefined {
  const pattern = searchPattern(q);
  return pattern ? sql`${customers.id} in (select id from search_customers(${pattern}))` : undefined;
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

/** One customer with consent and bookings, or undefined: unknown, malformed and foreign ids are the same. */
export async function readCustomer(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const [[customer], held, consented, [company]] = await readAs(actor, (tx) => [
    tx.select().from(customers).where(eq(customers.id, id)),
    tx
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
      .where(eq(bookings.customerId, id))
      .orderBy(desc(bookings.startsAt), desc(bookings.id))
      .limit(100),
    tx
      .selectDistinctOn([consents.channel])
      .from(consents)
      .where(eq(consents.customerId, id))
      .orderBy(consents.channel, desc(consents.createdAt), desc(consents.id)),
    tx.select({ country: companies.country }).from(companies),
  ]);
  if (!customer) return undefined;
  return { customer, bookings: held, consents: consented, country: company?.country ?? '' };
}

export type CustomerDetail = NonNullable<Awaited<ReturnType<typeof readCustomer>>>;

/** The customer as a picker shows them. */
export async function readCustomerChoice(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const [[row]] = await readAs(actor, (tx) => [
    tx
      .select({ id: customers.id, name: customers.name, phone: customers.phone })
      .from(customers)
      .where(and(eq(customers.id, id), isNull(customers.anonymisedAt))),
  ]);
  return row;
}
