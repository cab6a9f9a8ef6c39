import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import {
  agreedRows,
  customerIs,
  narrowedQuestion,
  narrowedRange,
  narrowNames,
  narrowValues,
} from '../narrowing';
import type { ReportQuery } from '../range';
import { mostRows, onDays, ranged } from '../range-queries';

type Group = {
  part: 'all' | 'before' | 'source' | 'owner';
  key: string;
  label: string | null;
  n: number;
  answered: number;
  /** Answered as fast as the company means to. */
  soon: number;
  won: number;
  lost: number;
  /** Minutes: half are answered faster. */
  median: number | null;
};
const group = (part: string, key: string, label: string, from: string) =>
  `select '${part}' as part, ${key} as key, ${label} as label, count(*)::int as n, count(answered_at)::int as answered,
    (count(*) filter (where answered_at <= received_at + make_interval(mins => allowed)))::int as soon,
    (count(*) filter (where stage = 'won'))::int as won, (count(*) filter (where stage = 'lost'))::int as lost,
    (percentile_cont(0.5) within group (order by extract(epoch from answered_at - received_at) / 60))::float8 as median from ${from} e`;
const between = (since: string, until: string) =>
  `(select e.source, e.stage, e.owner_id, e.received_at, case when e.answered_at is not null then greatest(e.answered_at, e.received_at) end as answered_at,
    coalesce((select s.answer_within from enquiry_settings s limit 1), 60) as allowed
  from enquiries e where e.spam_at is null and ($6::text is null or e.event_type = $6) and ($7::uuid is null or e.customer_id = ${customerIs('$7')})
    and ${onDays('e.received_at', since, until)} limit ${mostRows + 1})`;
/** How fast enquiries of these days were answered and what came of them; who owns one is who works on it now. */
const enquiriesQuery = preparedText<Group>(
  `with ${ranged}, own as materialized ${between('since', 'until')}, past as materialized ${between('before_since', 'before_until')}
  ${group('all', `''`, `''`, 'own')}
  union all ${group('before', `''`, `''`, 'past')}
  union all ${group('source', 'source', `''`, 'own')} group by e.source
  union all ${group('owner', `coalesce(owner_id::text, '')`, 'min((select u.name from users u where u.id = e.owner_id))', 'own')} group by e.owner_id`,
  narrowNames.slice(0, 7),
);

type Sums = { part: 'all' | 'venue' | 'person'; key: string; label: string | null; n: number; guests: number; total: number; rated: number; stars: number; squares: number }; // biome-ignore format: a row
/**
 * Agreed events of these days by venue and by who worked there, with what their guests said. An index has all of the events; answers
 * are looked up for those alone that are shown.
 */
const eventsQuery = narrowedQuestion((narrowing) =>
  preparedText<Sums>(
    `with ${narrowedRange(narrowing)}, looked as materialized ${agreedRows('b.id, b.venue_key, b.guests, b.total', ['since', 'until'], narrowing)},
    own as materialized (select * from looked where (select count(*) from looked) <= ${mostRows}),
    venues as (select venue_key, count(*)::int as n, sum(guests)::float8 as guests, sum(total)::float8 as total from own group by 1 order by 2 desc, 1 limit 30),
    worked as materialized (select s.user_id, o.* from own o join booking_staff s on s.booking_id = o.id),
    people as (select user_id, count(*)::int as n, sum(guests)::float8 as guests, sum(total)::float8 as total from worked group by 1 order by 2 desc, 1 limit 50),
    at_venues as (select o.venue_key, count(f.rating)::int as rated, sum(f.rating)::float8 as stars, sum(f.rating * f.rating)::float8 as squares from venues v join own o on o.venue_key = v.venue_key
      join feedback f on f.booking_id = o.id where f.rating is not null group by 1),
    of_people as (select w.user_id, count(f.rating)::int as rated, sum(f.rating)::float8 as stars, sum(f.rating * f.rating)::float8 as squares from people p join worked w on w.user_id = p.user_id
      join feedback f on f.booking_id = w.id where f.rating is not null group by 1)
    select 'all' as part, '' as key, '' as label, count(*)::int as n, 0::float8 as guests, 0::float8 as total, 0 as rated, 0::float8 as stars, 0::float8 as squares from looked
    union all select 'venue', v.venue_key, (select b.venue from bookings b where b.venue_key = v.venue_key order by b.starts_at desc limit 1), v.n, v.guests, v.total,
      coalesce(a.rated, 0), coalesce(a.stars, 0), coalesce(a.squares, 0) from venues v left join at_venues a on a.venue_key = v.venue_key
    union all select 'person', p.user_id::text, u.name, p.n, p.guests, p.total, coalesce(a.rated, 0), coalesce(a.stars, 0), coalesce(a.squares, 0)
      from people p join users u on u.id = p.user_id left join of_people a on a.user_id = p.user_id`,
    narrowNames,
  ),
);

export const askPerformance = (tx: Tx, query: ReportQuery, now: Date) =>
  [enquiriesQuery(tx, narrowValues(query, now)), eventsQuery(tx, query, now)] as const;

export type PerformanceAnswers = Answers<ReturnType<typeof askPerformance>>;
