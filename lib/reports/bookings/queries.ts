import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { Status } from '@/lib/bookings/rules';
import { agreed } from '@/lib/stats/agreed';
import type { ReportQuery } from '../range';
import { bucketOf, keptFigures, mostRows, onDays, ranged, rangeNames, rangeValues } from '../range-queries';

const names = [...rangeNames, 'type', 'customer', 'venue'];

/** Whose or where; each by an index of its own. Every condition knows both parameters. */
const narrowings = {
  all: '$7::uuid is null and $8::text is null',
  customer: 'b.customer_id = $7::uuid and ($8::text is null or b.venue_key = $8)',
  venue: 'b.venue_key = $8::text and $7::uuid is null',
};
type Narrowing = keyof typeof narrowings;
const narrowingOf = ({ customer, venue }: ReportQuery): Narrowing =>
  customer ? 'customer' : venue ? 'venue' : 'all';

/** Bookings of days of the company, as columns of the kept figures. */
const between = (since: string, until: string, narrowing: Narrowing) =>
  `select (b.starts_at at time zone c.time_zone)::date as day, b.status as key, b.event_type as kind, 1 as n, b.total as amount,
    b.guests as quantity, b.venue, b.venue_key, b.customer_id
  from bookings b, companies c where ${narrowings[narrowing]}
    and ${onDays('b.starts_at', since, until)}
    and ($6::text is null or b.event_type = $6)`;

type Cell = {
  old: boolean;
  bucket: string;
  status: Status;
  type: string;
  n: number;
  amount: number;
  guests: number;
};
const cellsOf = (from: string) =>
  `with ${ranged} select s.old, (${bucketOf('s.day')})::text as bucket, s.key as status, s.kind as type, sum(s.n)::int as n,
    sum(s.amount)::float8 as amount, sum(s.quantity)::float8 as guests
  from ${from} s where $6::text is null or s.kind = $6 group by 1, 2, 3, 4 having sum(s.n) <> 0 or sum(s.amount) <> 0`;
const ownCells = (narrowing: Narrowing) =>
  cellsOf(`(select w.*, false as old from (${between('since', 'until', narrowing)}) w
    union all select w.*, true from (${between('before_since', 'before_until', narrowing)}) w)`);

/** Events by day or month, status and type: the kept figures, or the bookings of one customer or venue themselves. */
const cellQueries = {
  all: preparedText<Cell>(cellsOf(keptFigures(`s.fact = 'event'`)), [...rangeNames, 'type']),
  customer: preparedText<Cell>(ownCells('customer'), names),
  venue: preparedText<Cell>(ownCells('venue'), names),
};

type Detail = {
  part: 'all' | 'guests' | 'venue' | 'customer';
  key: string;
  label: string;
  n: number;
  guests: number;
  total: number;
  deviation: number | null;
  quartiles: [number, number, number] | null;
};
/** What no figure is kept of, from the agreed events themselves, as many as are looked at at most. */
const detailsOf = (narrowing: Narrowing) => `with ${ranged}, own as materialized (
    select w.* from (${between('since', 'until', narrowing)}) w where w.key in ${agreed} limit ${mostRows + 1}),
  sums as (select count(*)::int as n, sum(quantity)::float8 as guests, sum(amount)::float8 as total from own)
  select 'all' as part, '' as key, '' as label, count(*)::int as n, coalesce(sum(quantity), 0)::float8 as guests, coalesce(sum(amount), 0)::float8 as total,
    stddev_samp(amount)::float8 as deviation, percentile_cont(array[0.25, 0.5, 0.75]) within group (order by amount)::float8[] as quartiles from own
  union all (select 'guests', band.key, '', count(*)::int, sum(quantity)::float8, sum(amount)::float8, null, null
    from own cross join lateral (select case when quantity < 50 then '0' when quantity < 100 then '50' when quantity < 200 then '100' when quantity < 500 then '200' else '500' end as key) band
    group by 2)
  union all (select 'venue', venue_key, min(venue), count(*)::int, sum(quantity)::float8, sum(amount)::float8, null, null
    from own group by 2 order by sum(amount) desc, 2 limit 20)
  union all (select 'customer', customer_id::text, (select p.name from customers p where p.id = customer_id), count(*)::int, sum(quantity)::float8, sum(amount)::float8, null, null
    from own group by customer_id order by sum(amount) desc, 2 limit 20)`;
const detailQueries = {
  all: preparedText<Detail>(detailsOf('all'), names),
  customer: preparedText<Detail>(detailsOf('customer'), names),
  venue: preparedText<Detail>(detailsOf('venue'), names),
};

/** Enquiries that came on the days between, as many as are looked at at most; spam isn't one. */
const enquiriesOf = (since: string, until: string, old: boolean) =>
  `(select e.source, e.stage, ${old} as old from enquiries e, companies c
      where e.spam_at is null and ($6::text is null or e.event_type = $6) and ($7::uuid is null or e.customer_id = $7)
        and ${onDays('e.received_at', since, until)} limit ${mostRows + 1})`;
/** What came of the enquiries that arrived in these days. */
const enquiriesQuery = preparedText<{ old: boolean; source: string; n: number; won: number; lost: number }>(
  `with ${ranged}, own as materialized (
    ${enquiriesOf('since', 'until', false)} union all ${enquiriesOf('before_since', 'before_until', true)})
  select old, source, count(*)::int as n, (count(*) filter (where stage = 'won'))::int as won, (count(*) filter (where stage = 'lost'))::int as lost
  from own group by 1, 2`,
  [...rangeNames, 'type', 'customer'],
);

export function askBookingReport(tx: Tx, query: ReportQuery, now: Date) {
  const { type, customer, venue } = query;
  const narrowing = narrowingOf(query);
  const values = { ...rangeValues(query, now), type, customer, venue };
  return [
    cellQueries[narrowing](tx, values),
    detailQueries[narrowing](tx, values),
    enquiriesQuery(tx, values),
  ] as const;
}

export type BookingAnswers = Answers<ReturnType<typeof askBookingReport>>;
