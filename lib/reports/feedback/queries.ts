import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import {
  isNarrowed,
  type Narrowing,
  narrowedQuestion,
  narrowedRange,
  narrowedTo,
  narrowNames,
} from '../narrowing';
import type { ReportQuery } from '../range';
import {
  bucketOf,
  keptFigures,
  keptSums,
  mostRows,
  onDays,
  ranged,
  rangeNames,
  rangeValues,
} from '../range-queries';

type Fact = 'rating' | 'aspect' | 'recommend' | 'completed' | 'answered';
type Cell = { old: boolean; fact: Fact; bucket: string; key: string; kind: string; n: number };

const cellsOf = (
  from: string,
  range = ranged,
) => `with ${range} select s.old, s.fact, (${bucketOf('s.day')})::text as bucket, s.key, s.kind, sum(s.n)::int as n
  from ${from} s group by 1, 2, 3, 4, 5 having sum(s.n) <> 0`;

const keptQuery = preparedText<Cell>(
  cellsOf(keptFigures(`s.fact in ('rating', 'aspect', 'recommend', 'completed', 'answered')`)),
  rangeNames,
);

const given = (since: string, until: string, narrowing: Narrowing) =>
  `from feedback f join bookings b on b.company_id = f.company_id and b.id = f.booking_id join companies c on c.id = f.company_id
    where ${onDays('f.given_at', since, until)} and ${narrowedTo(narrowing)}`;
const ownFacts = (since: string, until: string, narrowing: Narrowing) => `
  select v.fact, f.day, v.key, v.kind, 1 as n
    from (select f.*, (f.given_at at time zone c.time_zone)::date as day ${given(since, until, narrowing)}) f cross join lateral (values
      ('rating', coalesce(f.rating::text, ''), ''), ('aspect', f.food::text, 'food'), ('aspect', f.service::text, 'service'),
      ('aspect', f.presentation::text, 'presentation'), ('aspect', f.timeliness::text, 'timeliness'),
      ('recommend', case when f.would_recommend then 'yes' when not f.would_recommend then 'no' end, '')) v (fact, key, kind)
    where v.key is not null
  union all
  select v.fact, (b.completed_at at time zone c.time_zone)::date, '', '', 1
    from bookings b join companies c on c.id = b.company_id cross join lateral (values
      ('completed', true), ('answered', exists (select from feedback f where f.company_id = b.company_id and f.booking_id = b.id))) v (fact, holds)
    where v.holds and ${onDays('b.completed_at', since, until)} and ${narrowedTo(narrowing)}`;
/** The same of events of a type, a customer, a venue or a dish, from the answers themselves. */
const ownQuery = narrowedQuestion((narrowing) =>
  preparedText<Cell>(
    cellsOf(
      `(select w.*, false as old from (${ownFacts('since', 'until', narrowing)}) w
      union all select w.*, true from (${ownFacts('before_since', 'before_until', narrowing)}) w)`,
      narrowedRange(narrowing),
    ),
    narrowNames,
  ),
);

type Detail = { part: 'all' | 'weekday' | 'type'; key: string; aspect: string; score: number; n: number };
/** Answers of the days by the weekday and the type of the event they are about. */
const keptDetails = preparedText<Detail>(
  `with ${ranged}, cells as materialized ${keptSums('said', 'rated')}
  select 'weekday' as part, split_part(key, '.', 1) as key, kind as aspect, split_part(key, '.', 2)::int as score, sum(n)::int as n
    from cells where fact = 'said' group by 2, 3, 4 having sum(n) > 0
  union all select 'type', kind, 'rating', key::int, sum(n)::int from cells where fact = 'rated' group by 2, 4 having sum(n) > 0`,
  rangeNames,
);
/** The same of some of them, as many as are looked at at most. */
const ownDetails = narrowedQuestion((narrowing) =>
  preparedText<Detail>(
    `with ${narrowedRange(narrowing)}, own as materialized (
    select extract(isodow from b.starts_at at time zone c.time_zone)::int::text as weekday, b.event_type, f.rating, f.food, f.service, f.presentation, f.timeliness
    ${given('since', 'until', narrowing)} limit ${mostRows + 1}),
  scores as (select o.weekday, o.event_type, v.aspect, v.score from own o cross join lateral (values ('rating', o.rating), ('food', o.food), ('service', o.service),
    ('presentation', o.presentation), ('timeliness', o.timeliness)) v (aspect, score) where v.score is not null)
  select 'all' as part, '' as key, '' as aspect, 0 as score, count(*)::int as n from own
  union all select 'weekday', weekday, aspect, score, count(*)::int from scores group by 2, 3, 4
  union all select 'type', event_type, aspect, score, count(*)::int from scores where aspect = 'rating' group by 2, 3, 4`,
    narrowNames,
  ),
);

/** What was said of these days and of those beside them, day by day or month by month. */
export const askSatisfaction = (tx: Tx, query: ReportQuery, now: Date) =>
  [isNarrowed(query) ? ownQuery(tx, query, now) : keptQuery(tx, rangeValues(query, now))] as const;

/** The same, and by the weekday and type of the events. */
export const askFeedbackReport = (tx: Tx, query: ReportQuery, now: Date) =>
  [
    ...askSatisfaction(tx, query, now),
    isNarrowed(query) ? ownDetails(tx, query, now) : keptDetails(tx, rangeValues(query, now)),
  ] as const;

export type FeedbackAnswers = Answers<ReturnType<typeof askFeedbackReport>>;
