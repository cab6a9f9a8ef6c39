import { and, asc, desc, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { consents, customers } from '@/db/schema/people';
import { type Actor, readAs } from '@/db/session';
import { searchPattern } from './search-pattern';

export const pageSize = 25;

export type CustomerFilter = { q?: string; after?: string; before?: string };

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

/** One page of the company's customers by name, with their bookings counted. */
export async function listCustomers(actor: Actor, filter: CustomerFilter) {
  const [before, after] = [readCursor(filter.before), readCursor(filter.after)];
  const [found, [counted]] = await readAs(actor, (tx) => {
    const some = and(isNull(customers.anonymisedAt), matching(filter.q));
    return [
      tx
        .select({
          id: customers.id,
          name: customers.name,
          phone: customers.phone,
          email: customers.email,
          // Spelled out: in a select from one table Drizzle leaves the tables' names away.
          bookings: sql<number>`(select count(*)::int from bookings b
            where b.company_id = customers.company_id and b.customer_id = customers.id)`,
          lastEvent: sql<string | null>`(select max(b.starts_at) from bookings b
            where b.company_id = customers.company_id and b.customer_id = customers.id and b.status <> 'cancelled')`,
        })
        .from(customers)
        .where(and(some, before ? placed(lt, before) : after ? placed(gt, after) : undefined))
        .orderBy(
          ...(before ? [desc(customers.name), desc(customers.id)] : [asc(customers.name), asc(customers.id)]),
        )
        .limit(pageSize + 1),
      tx.select({ n: sql<number>`count(*)::int` }).from(customers).where(some),
    ] as const;
  });
  const more = found.length > pageSize;
  const page = found.slice(0, pageSize);
  const rows = (before ? page.reverse() : page).map((row) => ({
    ...row,
    lastEvent: row.lastEvent ? new Date(row.lastEvent) : null,
  }));
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    total: counted?.n ?? 0,
    next: (before || more) && last ? writeCursor(last) : undefined,
    previous: (before ? more : after) && first ? writeCursor(first) : undefined,
  };
}

export type CustomerList = Awaited<ReturnType<typeof listCustomers>>;

function placed(than: typeof gt | typeof lt, [name, id]: [string, string]): SQL | undefined {
  return or(than(customers.name, name), and(eq(customers.name, name), than(customers.id, id)));
}

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
