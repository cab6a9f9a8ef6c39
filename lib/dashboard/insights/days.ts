import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Kept } from '@/lib/platform/kept-answers';
import { type InsightsFilter, stretchOf } from './filter';

/** Every question's values; each takes those that its text names. */
export type Values = Record<string, string | null>;

/** A question in SQL with its values by name, "@from". */
export function named<Row>(text: string) {
  const names = [...new Set([...text.matchAll(/@(\w+)/g)].map(([, name = '']) => name))];
  const numbered = text.replace(/@(\w+)/g, (_, name: string) => `$${names.indexOf(name) + 1}`);
  return preparedText<Row>(numbered, names);
}

// The days stand as sub-selects: under row rules a bound that is worked out in the same condition would not reach the index.
const calendar = `days as materialized (
  select c.time_zone, c.today, d.*, date_trunc('month', c.today)::date as month, date_trunc('year', c.today)::date as year,
    case when @chosen::text = 'yes' then d.from_day else c.today - 364 end as wide_from,
    case when @chosen::text = 'yes' then d.to_day else c.today end as wide_to
  from (select time_zone, (@now::timestamptz at time zone time_zone)::date as today from companies) c
    cross join lateral insight_days(@period::text, @from::date, @to::date, @against::text, c.today) d
)`;
const day = (expression: string) => `(select ${expression} from days)`;

/** What changes these figures; most of what happens in a company, such as messages, doesn't. */
const topics = `'{bookings,customers,feedback,menu}'`;

/**
 * Whether what was kept still holds: it is this company's, by this role, of this day of the same clock, and nothing has
 * become visible since its snapshot.
 */
const held = `(@seen::text is not null and current_setting('role') = 'cater_' || @role::text
  and nullif(current_setting('app.company_id', true), '') = @company::text
  and (select time_zone = @zone::text and today = @day::date from days)
  and not exists (select from live_changes l where l.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and l.topic = any (${topics}::text[]) and l.xid >= pg_snapshot_xmin(@seen::text::pg_snapshot)
    and not pg_visible_in_snapshot(l.xid, @seen::text::pg_snapshot)))`;

export type Head = {
  today: string;
  time_zone: string;
  from_day: string;
  to_day: string;
  before_from: string;
  before_to: string;
  wide_from: string;
  wide_to: string;
  month: string;
  year: string;
  seen: string;
  held: boolean;
};

/** The days that are meant, the snapshot that the answers are of, and whether what was kept still holds in it. */
export const askHead = named<Head>(
  `with ${calendar} select today::text, time_zone, from_day::text, to_day::text, before_from::text, before_to::text,
    wide_from::text, wide_to::text, month::text, year::text, pg_current_snapshot()::text as seen, ${held} as held from days`,
);

/** A panel's question over the days; nothing is looked up for it where what was kept holds. */
export const panel = <Row>(build: (day: (expression: string) => string) => string) =>
  named<Row>(
    `with ${calendar} select p.* from (${build(day)}) p where not (select coalesce(${held}, false) from days)`,
  );

/**
 * Kept figures of whole months where a stretch has any, else of days, so that ten years cost little more than one. Ends
 * count in. With what they are called beside their own columns.
 */
export function cells(
  facts: readonly string[],
  { from, to, as = '' }: { from: string; to: string; as?: string },
): string {
  const columns = `s.fact, s.key, s.kind, s.n, s.amount, s.paid, s.quantity${as && `, ${as}`}`;
  const firstMonth = `(date_trunc('month', ${from} + interval '1 month' - interval '1 day'))::date`;
  const monthsEnd = `date_trunc('month', (${to} + 1)::timestamp)::date`;
  const known = `s.fact in (${facts.map((fact) => `'${fact}'`).join()})`;
  return `select ${columns} from stats_now s where ${known} and s.grain = 'month'
      and s.day >= ${day(firstMonth)} and s.day < ${day(monthsEnd)}
    union all select ${columns} from stats_now s where ${known} and s.grain = 'day'
      and s.day >= ${day(from)} and s.day <= ${day(`least(${to}, ${firstMonth} - 1)`)}
    union all select ${columns} from stats_now s where ${known} and s.grain = 'day'
      and s.day >= ${day(`greatest(${monthsEnd}, ${firstMonth})`)} and s.day <= ${day(to)}`;
}

/** What an address asks for, and what was kept of it. */
export function valuesOf(filter: InsightsFilter, now: Date, kept?: Kept<unknown>): Values {
  const { period, from, to, chosen } = stretchOf(filter);
  return {
    now: now.toISOString(),
    ...{ period, from, to, against: filter.against ?? 'before', chosen: chosen ? 'yes' : 'no' },
    seen: kept?.seen ?? null,
    ...{ company: kept?.companyId ?? null, role: kept?.role ?? null },
    ...{ zone: kept?.timeZone ?? null, day: kept?.day ?? null },
  };
}
