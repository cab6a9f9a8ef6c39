import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { agreed } from '@/lib/stats/agreed';
import type { ReportQuery } from '../range';
import { bucketOf, mostRows, onDays, ranged, rangeNames, rangeValues } from '../range-queries';

/** Agreed events between two days by customer and the day they are on; as many as are looked at at most. */
const between = (since: string, until: string) =>
  `(select b.customer_id, (b.starts_at at time zone c.time_zone)::date as day, b.total from bookings b, companies c where b.status in ${agreed}
    and ${onDays('b.starts_at', since, until)} limit ${mostRows + 1})`;
/** Each customer of a stretch with the first day of theirs in it, and whether they had an agreed event before that day. */
const known = (from: string) =>
  `(select o.customer_id, min(o.day) as first, count(*)::int as n, sum(o.total)::float8 as total,
    exists (select from bookings p, companies c where p.customer_id = o.customer_id and p.status in ${agreed} and (p.starts_at at time zone c.time_zone)::date < min(o.day)) as came_back
  from ${from} o group by 1)`;

type Cell = { old: boolean; bucket: string; came_back: boolean; customers: number; n: number; total: number };
/** Customers with agreed events in these days by the day or month of their first one: who was new, and who came back. */
const cellsQuery = preparedText<Cell & { looked: number }>(
  `with ${ranged}, own as materialized ${between('since', 'until')}, past as materialized ${between('before_since', 'before_until')},
  people as (select false as old, k.* from ${known('own')} k union all select true, k.* from ${known('past')} k)
  select old, (${bucketOf('first')})::text as bucket, came_back, count(*)::int as customers, sum(n)::int as n, sum(total)::float8 as total,
    (select count(*)::int from own) as looked from people group by 1, 2, 3`,
  rangeNames,
);

/** Those whose agreed events of these days came to most. */
const topQuery = preparedText<{
  id: string;
  name: string;
  n: number;
  total: number;
  came_back: boolean;
  last: string | null;
}>(
  `with ${ranged}, own as materialized ${between('since', 'until')}, best as (select k.* from ${known('own')} k order by k.total desc, k.customer_id limit 50)
  select c.id, c.name, b.n, b.total, b.came_back, last_event_on(c.company_id, c.id)::text as last
  from best b join customers c on c.id = b.customer_id order by b.total desc, c.name`,
  rangeNames,
);

/** How long ago customers' latest agreed event was as of today, by the figures that are kept; events ahead count as of now. */
const seenQuery = preparedText<{ since: string; n: number }>(
  `with ${ranged} select v.since, (active_customers(v.from_day) - coalesce(active_customers(v.until_day), 0))::int as n
  from r cross join lateral (values ('90', r.today - 90, null::date), ('180', r.today - 180, r.today - 90), ('365', r.today - 365, r.today - 180),
    ('730', r.today - 730, r.today - 365), ('older', '-infinity'::date, r.today - 730)) v (since, from_day, until_day)`,
  rangeNames,
);

export function askCustomerReport(tx: Tx, query: ReportQuery, now: Date) {
  const values = rangeValues(query, now);
  return [cellsQuery(tx, values), topQuery(tx, values), seenQuery(tx, values)] as const;
}

export type CustomerAnswers = Answers<ReturnType<typeof askCustomerReport>>;
