import 'server-only';
import type { paymentMethods } from '@/db/enums';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';

type Method = (typeof paymentMethods)[number];
type Taken = {
  id: string;
  method: Method;
  status: 'received' | 'refunded';
  amount: number;
  receivedAt: Date | string;
  reference: string | null;
  receipt: string | null;
  receiptId: string | null;
  bookingId: string;
  eventName: string;
  customer: string;
  by: string | null;
};

/** Most movements of a day that are listed; their sums are of all. */
const mostListed = 200;

// The company's day of now where none is named.
const day = 'coalesce($1::date, ($2::timestamptz at time zone c.time_zone)::date)';
// Bounds that are worked out inside the condition keep it from the index under row rules.
const ofDay = `received_at >= (select ${day}::timestamp at time zone c.time_zone from companies c)
  and received_at < (select (${day} + 1)::timestamp at time zone c.time_zone from companies c) and status in ('received', 'refunded') and method <> 'brought_along'`;

const movementsQuery = preparedText<Taken>(
  `with listed as materialized (select * from payments where ${ofDay} order by received_at, id limit ${mostListed})
  select p.id, p.method, p.status, p.amount::float8 as amount, p.received_at as "receivedAt", p.reference, r.reference as receipt,
    p.receipt_id as "receiptId", b.id as "bookingId", b.event_name as "eventName", k.name as customer, u.name as by
  from listed p join bookings b on b.company_id = p.company_id and b.id = p.booking_id
    join customers k on k.company_id = b.company_id and k.id = b.customer_id
    left join receipts r on r.company_id = p.company_id and r.id = p.receipt_id left join users u on u.id = p.recorded_by
  order by p.received_at, p.id`,
  ['day', 'now'],
);

const sumsQuery = preparedText<{ method: Method; received: number; returned: number; n: number }>(
  `select method, coalesce(sum(amount) filter (where status = 'received'), 0)::float8 as received,
    coalesce(sum(amount) filter (where status = 'refunded'), 0)::float8 as returned, count(*)::int as n
  from payments where ${ofDay} group by method`,
  ['day', 'now'],
);

const countsQuery = preparedText<{
  id: string;
  expected: number;
  counted: number;
  note: string | null;
  at: Date | string;
  by: string | null;
}>(
  `select k.id, k.expected::float8 as expected, k.counted::float8 as counted, k.note, k.created_at as at, u.name as by
  from companies c join cash_counts k on k.company_id = c.id left join users u on u.id = k.counted_by where k.day = ${day} order by k.created_at desc, k.id desc limit 20`,
  ['day', 'now'],
);

/** What came and went on a day of the company, and what was counted. */
export function askCashUp(tx: Tx, asked: string | undefined, now: Date) {
  const at = { day: asked ?? null, now: now.toISOString() };
  return [sumsQuery(tx, at), movementsQuery(tx, at), countsQuery(tx, at)] as const;
}

export function tellCashUp([sums, movements, counts]: Answers<ReturnType<typeof askCashUp>>) {
  const cash = sums.find(({ method }) => method === 'cash');
  return {
    sums: sums.map((one) => ({ ...one, net: one.received - one.returned })),
    movements: movements.map((one) => ({ ...one, receivedAt: new Date(one.receivedAt) })),
    more: sums.reduce((sum, { n }) => sum + n, 0) - movements.length,
    counts: counts.map((one) => ({ ...one, at: new Date(one.at) })),
    /** What should be in the box. */
    expected: cash ? cash.received - cash.returned : 0,
  };
}
