import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { agreed } from '@/lib/stats/agreed';
import type { ReportQuery } from '../range';
import { mostRows, onDays, ranged, rangeNames, rangeValues } from '../range-queries';

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
  from enquiries e, companies c where e.spam_at is null and ${onDays('e.received_at', since, until)} limit ${mostRows + 1})`;
/** How fast enquiries of these days were answered and what came of them; who owns one is who works on it now. */
const enquiriesQuery = preparedText<Group>(
  `with ${ranged}, own as materialized ${between('since', 'until')}, past as materialized ${between('before_since', 'before_until')}
  ${group('all', `''`, `''`, 'own')}
  union all ${group('before', `''`, `''`, 'past')}
  union all ${group('source', 'source', `''`, 'own')} group by e.source
  union all ${group('owner', `coalesce(owner_id::text, '')`, 'min((select u.name from users u where u.id = e.owner_id))', 'own')} group by e.owner_id`,
  rangeNames,
);

type Place = { part: 'all' | 'venue' | 'person'; key: string; label: string; n: number; guests: number; total: number; rated: number; stars: number }; // biome-ignore format: a row
/** Agreed events of these days by venue and by who worked there, with what their guests said. */
const eventsQuery = preparedText<Place>(
  `with ${ranged}, own as materialized (select b.id, b.venue, b.venue_key, b.guests, b.total, f.rating
    from bookings b join companies c on c.id = b.company_id left join feedback f on f.company_id = b.company_id and f.booking_id = b.id
    where b.status in ${agreed} and ${onDays('b.starts_at', 'since', 'until')} limit ${mostRows + 1})
  select 'all' as part, '' as key, '' as label, count(*)::int as n, 0::float8 as guests, 0::float8 as total, 0 as rated, 0::float8 as stars from own
  union all (select 'venue', venue_key, min(venue), count(*)::int, sum(guests)::float8, sum(total)::float8, count(rating)::int, coalesce(sum(rating), 0)::float8
    from own group by 2 order by count(*) desc, 2 limit 30)
  union all (select 'person', s.user_id::text, min(u.name), count(*)::int, sum(o.guests)::float8, sum(o.total)::float8, count(o.rating)::int, coalesce(sum(o.rating), 0)::float8
    from own o join booking_staff s on s.booking_id = o.id join users u on u.id = s.user_id group by 2 order by count(*) desc, 2 limit 50)`,
  rangeNames,
);

export function askPerformance(tx: Tx, query: ReportQuery, now: Date) {
  const values = rangeValues(query, now);
  return [enquiriesQuery(tx, values), eventsQuery(tx, values)] as const;
}

export type PerformanceAnswers = Answers<ReturnType<typeof askPerformance>>;
