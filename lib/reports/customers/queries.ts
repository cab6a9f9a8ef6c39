import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { agreed } from '@/lib/stats/agreed-statuses';
import { agreedRows, type Narrowing, narrowedQuestion, narrowedRange, narrowNames } from '../narrowing';
import type { ReportQuery } from '../range';
import { bucketOf, keptFigures, mostRows, of, ranged, rangeNames, rangeValues } from '../range-queries';

type Bucket = { old: boolean; bucket: string; fresh: number; n: number; amount: number };
/** By day or month: customers whose first agreed event ever it is, and all agreed events; by the figures that are kept. */
const keptQuery = preparedText<Bucket>(
  `with ${ranged}, fresh as (
    select false as old, f.day, f.n from first_events(${of('since')}, ${of('until')}) f
    union all select true, f.day, f.n from first_events(${of('before_since')}, ${of('before_until')}) f)
  select s.old, (${bucketOf('s.day')})::text as bucket, coalesce(sum(s.fresh), 0)::int as fresh, coalesce(sum(s.n), 0)::int as n, coalesce(sum(s.amount), 0)::float8 as amount
  from (select old, day, n as fresh, 0 as n, 0 as amount from fresh
    union all select e.old, e.day, 0, e.n, e.amount from ${keptFigures(`s.fact = 'event' and s.key in ${agreed}`)} e) s group by 1, 2`,
  rangeNames,
);

const days = { own: ['since', 'until'], past: ['before_since', 'before_until'] } as const;
/** Agreed events of the days by customer; an index has all of it. */
const rowsOf = (stretch: keyof typeof days, narrowing: Narrowing) =>
  `${stretch} as materialized ${agreedRows(`b.customer_id, (b.starts_at at time zone ${of('time_zone')})::date as day, b.total`, days[stretch], narrowing)}`;
/** Of more events than are looked at none is. */
const few = `(select n from looked) <= ${mostRows}`;
/**
 * Each customer of a stretch with the first day of theirs in it, and whether they had an agreed event before that day: as it
 * is kept, or looked up for those whose events changed since it was.
 */
const known = (from: string) =>
  `(select o.customer_id, o.first, o.n, o.total,
    case when t.customer_id is null then a.first_on else first_event_on(c.id, o.customer_id) end < o.first as came_back
  from (select customer_id, min(day) as first, count(*)::int as n, sum(total)::float8 as total from ${from} where ${few} group by 1) o cross join (select id from companies) c
    left join customer_activity a on a.customer_id = o.customer_id left join (select distinct customer_id from touched_customers) t on t.customer_id = o.customer_id)`;

type Cell = { old: boolean; bucket: string; came_back: boolean; customers: number; n: number; total: number };
/** How many events were looked at, told in each row; in one without anything else where there is nothing else. */
type Looked = { looked: number } & (Cell | { [Name in keyof Cell]: null });
/** Customers with agreed events in these days by the day or month of their first one: who was new, and who came back. */
const cellsQuery = narrowedQuestion((narrowing) =>
  preparedText<Looked>(
    `with ${narrowedRange(narrowing)}, ${rowsOf('own', narrowing)}, ${rowsOf('past', narrowing)},
  looked as materialized (select greatest((select count(*) from own), (select count(*) from past))::int as n),
  people as (select false as old, k.* from ${known('own')} k union all select true, k.* from ${known('past')} k)
  select l.n as looked, c.* from looked l left join (select old, (${bucketOf('first')})::text as bucket, came_back, count(*)::int as customers,
    sum(n)::int as n, sum(total)::float8 as total from people group by 1, 2, 3) c on true`,
    narrowNames,
  ),
);

/** Those whose agreed events of these days came to most. */
const topQuery = narrowedQuestion((narrowing) =>
  preparedText<{
    id: string;
    name: string;
    n: number;
    total: number;
    came_back: boolean;
    last: string | null;
  }>(
    `with ${narrowedRange(narrowing)}, ${rowsOf('own', narrowing)}, looked as materialized (select count(*) as n from own), best as (
    select customer_id, min(day) as first, count(*)::int as n, sum(total)::float8 as total from own where ${few} group by 1 order by 4 desc, 1 limit 50)
  select c.id, c.name, b.n, b.total, first_event_on(c.company_id, c.id) < b.first as came_back, last_event_on(c.company_id, c.id)::text as last
  from best b join customers c on c.id = b.customer_id order by b.total desc, c.name`,
    narrowNames,
  ),
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
  return [
    keptQuery(tx, values),
    cellsQuery(tx, query, now),
    topQuery(tx, query, now),
    seenQuery(tx, values),
  ] as const;
}

export type CustomerAnswers = Answers<ReturnType<typeof askCustomerReport>>;
