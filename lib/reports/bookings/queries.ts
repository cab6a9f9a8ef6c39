import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { Status } from '@/lib/bookings/rules';
import {
  agreedRows,
  customerIs,
  type Narrowing,
  narrowedQuestion,
  narrowedRange,
  narrowedTo,
  narrowNames,
  narrowValues,
  ofOne,
} from '../narrowing';
import type { ReportQuery } from '../range';
import { bucketOf, keptFigures, keptSums, mostRows, onDays, ranged } from '../range-queries';

type Cell = {
  old: boolean;
  bucket: string;
  status: Status;
  type: string;
  n: number;
  amount: number;
  guests: number;
};
const cellsOf = (from: string, range = ranged) =>
  `with ${range} select s.old, (${bucketOf('s.day')})::text as bucket, s.key as status, s.kind as type, sum(s.n)::int as n,
    sum(s.amount)::float8 as amount, sum(s.quantity)::float8 as guests
  from ${from} s where $6::text is null or s.kind = $6 group by 1, 2, 3, 4 having sum(s.n) <> 0 or sum(s.amount) <> 0`;
/** Bookings of days of the company, as columns of the kept figures. */
const between = (since: string, until: string, narrowing: Narrowing) =>
  `select (b.starts_at at time zone c.time_zone)::date as day, b.status as key, b.event_type as kind, 1 as n, b.total as amount, b.guests as quantity
  from bookings b, companies c where ${narrowedTo(narrowing)} and ${onDays('b.starts_at', since, until)}`;

/** Events by day or month, status and type: the kept figures, or the bookings of one customer, venue or dish themselves. */
const keptCells = preparedText<Cell>(cellsOf(keptFigures(`s.fact = 'event'`)), narrowNames.slice(0, 6));
const ownCells = narrowedQuestion((narrowing) =>
  preparedText<Cell>(
    cellsOf(
      `(select w.*, false as old from (${between('since', 'until', narrowing)}) w
        union all select w.*, true from (${between('before_since', 'before_until', narrowing)}) w)`,
      narrowedRange(narrowing),
    ),
    narrowNames,
  ),
);

type Size = {
  part: 'all' | 'guests' | 'type';
  key: string;
  n: number;
  guests: number;
  total: number;
  deviation: number | null;
};
/** How far totals lie apart, of how many there are, what they come to and the sum of their squares. */
const deviationOf = (n: string, total: string, squares: string) =>
  `case when ${n} > 1 then sqrt(greatest(0, (${squares} - ${total} * ${total} / ${n}) / (${n} - 1)))::float8 end`;
/** How large agreed events are: by guests and type, and how far their totals lie apart, of which the range of a mean is told. */
const keptSizes = preparedText<Size>(
  `with ${ranged}, cells as materialized (select * from ${keptSums('size', 'square')} s where $6::text is null or s.key = $6),
  sums as (select grouping(key) as whole, key, coalesce(sum(n) filter (where fact = 'size'), 0) as n, coalesce(sum(quantity), 0)::float8 as guests,
    coalesce(sum(amount) filter (where fact = 'size'), 0) as total,
    coalesce(sum(paid) filter (where fact = 'square'), 0)::numeric * 1000000000 + coalesce(sum(amount) filter (where fact = 'square'), 0) as squares
    from cells group by grouping sets ((), (key)))
  select case whole when 1 then 'all' else 'type' end as part, coalesce(key, '') as key, n::int, guests, total::float8, ${deviationOf('n', 'total', 'squares')} as deviation from sums
  union all select 'guests', kind, sum(n)::int, sum(quantity)::float8, sum(amount)::float8, null from cells where fact = 'size' group by kind`,
  narrowNames.slice(0, 6),
);
const ownSizes = narrowedQuestion((narrowing) =>
  preparedText<Size>(
    `with ${narrowedRange(narrowing)}, own as materialized ${agreedRows('b.event_type, b.guests, b.total', ['since', 'until'], narrowing)}
    select 'all' as part, '' as key, count(*)::int as n, coalesce(sum(guests), 0)::float8 as guests, coalesce(sum(total), 0)::float8 as total, stddev_samp(total)::float8 as deviation from own
    union all select 'type', event_type, count(*)::int, sum(guests)::float8, sum(total)::float8, stddev_samp(total)::float8 from own group by 2
    union all select 'guests', case when guests < 50 then '0' when guests < 100 then '50' when guests < 200 then '100' when guests < 500 then '200' else '500' end,
      count(*)::int, sum(guests)::float8, sum(total)::float8, null from own group by 2`,
    narrowNames,
  ),
);

type Best = {
  part: 'all' | 'venue' | 'customer';
  key: string;
  label: string | null;
  n: number;
  guests: number;
  total: number;
  median: number | null;
  /** How far numbers of guests lie apart. */
  deviation: number | null;
};
/** What no figure is kept of: the median, and the venues and customers with most, from the agreed events themselves. */
const bestOf = narrowedQuestion((narrowing) =>
  preparedText<Best>(
    `with ${narrowedRange(narrowing)}, looked as materialized ${agreedRows('b.venue_key, b.customer_id, b.guests, b.total', ['since', 'until'], narrowing)},
    own as materialized (select * from looked where (select count(*) from looked) <= ${mostRows}),
    venues as (select venue_key, count(*)::int as n, sum(guests)::float8 as guests, sum(total)::float8 as total from own group by 1 order by 4 desc, 1 limit 20),
    people as (select customer_id, count(*)::int as n, sum(guests)::float8 as guests, sum(total)::float8 as total from own group by 1 order by 4 desc, 1 limit 20)
    select 'all' as part, '' as key, '' as label, (select count(*) from looked)::int as n, 0::float8 as guests, 0::float8 as total,
      (percentile_cont(0.5) within group (order by total))::float8 as median, stddev_samp(guests)::float8 as deviation from own
    union all select 'venue', v.venue_key, (select b.venue from bookings b where b.venue_key = v.venue_key order by b.starts_at desc limit 1), v.n, v.guests, v.total, null, null from venues v
    union all select 'customer', p.customer_id::text, (select c.name from customers c where c.id = p.customer_id), p.n, p.guests, p.total, null, null from people p`,
    narrowNames,
  ),
);

/** Enquiries that came on the days between, as many as are looked at at most; spam isn't one. */
const enquiriesOf = (since: string, until: string, old: boolean) =>
  `(select e.source, e.stage, ${old} as old from enquiries e
      where e.spam_at is null and ($6::text is null or e.event_type = $6) and ($7::uuid is null or e.customer_id = ${customerIs('$7')})
        and ${onDays('e.received_at', since, until)} limit ${mostRows + 1})`;
/** What came of the enquiries that arrived in these days. */
const enquiriesQuery = preparedText<{ old: boolean; source: string; n: number; won: number; lost: number }>(
  `with ${ranged}, own as materialized (
    ${enquiriesOf('since', 'until', false)} union all ${enquiriesOf('before_since', 'before_until', true)})
  select old, source, count(*)::int as n, (count(*) filter (where stage = 'won'))::int as won, (count(*) filter (where stage = 'lost'))::int as lost
  from own group by 1, 2`,
  narrowNames.slice(0, 7),
);

export function askBookingReport(tx: Tx, query: ReportQuery, now: Date) {
  const values = narrowValues(query, now);
  return [
    ofOne(query) ? ownCells(tx, query, now) : keptCells(tx, values),
    ofOne(query) ? ownSizes(tx, query, now) : keptSizes(tx, values),
    bestOf(tx, query, now),
    enquiriesQuery(tx, values),
  ] as const;
}

export type BookingAnswers = Answers<ReturnType<typeof askBookingReport>>;
