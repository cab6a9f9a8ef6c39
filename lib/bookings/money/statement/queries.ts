import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedText } from '@/db/prepared';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { askAgreedParts, tellOccasions } from '../../occasions/queries';
import type { Period } from '../ledger';

const customerQuery = prepared((db) =>
  db
    .select({
      ...{ id: customers.id, name: customers.name, phone: customers.phone, email: customers.email },
      ...{ address: customers.address, language: customers.language, anonymisedAt: customers.anonymisedAt },
    })
    .from(customers)
    .where(eq(customers.id, sql.placeholder('id'))),
);

/** What moved on a customer's account; above zero what they came to owe, minor units. */
export type Movement = {
  id: string;
  kind: 'invoice' | 'credit_note' | 'write_off' | 'payment' | 'refund';
  day: string;
  reference: string | null;
  event: string;
  amount: number;
  /** What it was paid by. */
  method: string | null;
};

/** Most movements that one statement shows; a customer with more asks for a shorter stretch. */
export const mostMovements = 1000;

// What was declared void never moved anything, and what was written off is no longer asked for.
/** The event with the occasion that it is a part of. */
const event = `concat_ws(', ', b.event_name, (select o.name from occasions o where o.company_id = b.company_id and o.id = b.occasion_id)) as event_name`;

/** What moved on the account of these bookings ("b"). */
const movedOf = (which: string) => `
  select i.id, i.kind, i.issued_on as day, i.reference, ${event}, case i.kind when 'invoice' then i.total else - i.total end as amount,
    null as method, i.created_at as at
  from bookings b join invoices i on i.company_id = b.company_id and i.booking_id = b.id where ${which}
  union all
  select i.id, 'write_off', i.written_off_on, i.reference, ${event}, - i.written_off, null, i.created_at
  from bookings b join invoices i on i.company_id = b.company_id and i.booking_id = b.id where ${which} and i.written_off > 0
  union all
  select p.id, case p.status when 'refunded' then 'refund' else 'payment' end, (p.received_at at time zone c.time_zone)::date,
    coalesce(r.reference, p.reference), ${event}, case p.status when 'refunded' then p.amount else - p.amount end, p.method, p.received_at
  from bookings b join payments p on p.company_id = b.company_id and p.booking_id = b.id
    join companies c on c.id = b.company_id left join receipts r on r.company_id = p.company_id and r.id = p.receipt_id
  where ${which} and p.status in ('received', 'refunded')`;
const moved = movedOf('b.customer_id = $1::uuid');

export const movedOfOccasion = movedOf('b.occasion_id = $1::uuid');

const movementsQuery = preparedText<Movement>(
  `select m.id, m.kind, m.day::text as day, m.reference, m.event_name as event, m.amount::float8 as amount, m.method from (${moved}) m
  where m.day between $2::date and $3::date order by m.day, m.at, m.id limit ${mostMovements + 1}`,
  ['id', 'from', 'to'],
);

/** What the customer owed before a day; below zero what they had paid ahead. */
const openingQuery = preparedText<{ amount: number }>(
  `select coalesce(sum(m.amount), 0)::float8 as amount from (${moved}) m where m.day < $2::date`,
  ['id', 'from'],
);

/** A customer's account over a stretch of the company's days. */
export const askStatement = (tx: Tx, { id, from, to }: Period & { id: string }) =>
  [
    customerQuery(tx, { id }),
    movementsQuery(tx, { id, from, to }),
    openingQuery(tx, { id, from }),
    askAgreedParts(tx, { id }),
  ] as const;

export function tellStatement(
  [[customer], movements, [opening], parts]: Answers<ReturnType<typeof askStatement>>,
  period: Period,
) {
  if (!customer || customer.anonymisedAt) return undefined;
  const before = opening?.amount ?? 0;
  const shown = movements.slice(0, mostMovements);
  let balance = before;
  const rows = shown.map((movement) => {
    balance += movement.amount;
    return { ...movement, balance };
  });
  const occasions = tellOccasions(parts).map(({ id, name, sums: { asked, paid, open } }) => ({
    ...{ id, name, asked, paid, open },
  }));
  return { customer, period, before, rows, after: balance, occasions, cut: movements.length > mostMovements };
}

export type Statement = NonNullable<ReturnType<typeof tellStatement>>;
