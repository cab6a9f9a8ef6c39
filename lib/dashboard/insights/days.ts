import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Kept } from '@/lib/platform/kept-answers';
import { type DayOf, keptCells } from '@/lib/stats/kept-cells';
import { type InsightsFilter, type Period, stretchOf } from './filter';

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
  select d.time_zone, d.today, d.since as from_day, d.until as to_day, d.before_since as before_from, d.before_until as before_to,
    date_trunc('month', d.today)::date as month, date_trunc('year', d.today)::date as year,
    case when @chosen::text = 'yes' then d.since else d.today - 364 end as wide_from,
    case when @chosen::text = 'yes' then d.until else d.today end as wide_to
  from figure_days(@period::text, @from::date, @to::date, @against::text, @now::timestamptz) d
)`;
export const day: DayOf = (expression) => `(select ${expression} from days)`;

/** What a panel is of, and so what makes an answer to it untrue that was kept. */
type Reads = {
  /**
   * Kept figures, as `figure_changes` calls them, of the days between: columns of the calendar; of all days where none are
   * named.
   */
  facts?: readonly string[];
  over?: readonly (readonly [from: string, to: string])[];
  /** Only how many there are: what they come to may change. */
  counts?: true;
  /** Rows themselves, by what open screens are told of them. */
  topics?: readonly ('bookings' | 'customers' | 'feedback' | 'menu')[];
};

const listed = (names: readonly string[]) => `'{${names.join()}}'::text[]`;
/** Lines of what changed that weren't visible in the snapshot of what was kept. */
const since = (table: string, which: string) =>
  `exists (select from ${table} l where l.company_id = nullif(current_setting('app.company_id', true), '')::uuid and ${which}
    and l.xid >= pg_snapshot_xmin(@seen::text::pg_snapshot) and not pg_visible_in_snapshot(l.xid, @seen::text::pg_snapshot))`;

/**
 * Whether what was kept of a panel still holds: it is this company's, by this role, of this day of the same clock, and nothing
 * that it is of has become visible since its snapshot.
 */
function heldText({ facts, over, counts, topics }: Reads): string {
  const within = over?.map(([from, to]) => `(l.last_day >= ${day(from)} and l.first_day <= ${day(to)})`);
  const changed = [
    ...(facts
      ? [
          since(
            'figure_changes',
            [
              `l.fact = any (${listed(facts)})`,
              ...(within ? [`(${within.join(' or ')})`] : []),
              ...(counts ? ['l.counts'] : []),
            ].join(' and '),
          ),
        ]
      : []),
    ...(topics ? [since('live_changes', `l.topic = any (${listed(topics)})`)] : []),
  ];
  return `coalesce(@seen::text is not null and current_setting('role') = 'cater_' || @role::text
    and nullif(current_setting('app.company_id', true), '') = @company::text
    and (select time_zone = @zone::text and today = @day::date from days) and not (${changed.join(' or ')}), false)`;
}

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
  /** The panels of which what was kept still holds. */
  held: string[];
};

/** The days that are meant, the snapshot that the answers are of, and of which of these panels what was kept still holds in it. */
export const headOf = (panels: Record<string, { held: string }>) =>
  named<Head>(
    `with ${calendar} select today::text, time_zone, from_day::text, to_day::text, before_from::text, before_to::text,
    wide_from::text, wide_to::text, month::text, year::text, pg_current_snapshot()::text as seen,
    array_remove(array[${Object.entries(panels)
      .map(([name, { held }]) => `case when ${held} then '${name}' end`)
      .join()}], null) as held from days`,
  );

/** A panel: what it is of, and its question over the days; nothing is looked up for it where what was kept holds. */
export function panel<Row>(reads: Reads, text: string) {
  const held = heldText(reads);
  return { held, ask: named<Row>(`with ${calendar} select p.* from (${text}) p where not ${held}`) };
}

/** Kept figures of the days between. */
export const cells = (facts: readonly string[], between: { from: string; to: string; as?: string }) =>
  keptCells(facts, { ...between, day });

/** What the database calls the named stretches. */
const presets: Record<Period, string> = {
  ...{
    month: 'month',
    'last-month': 'last_month',
    quarter: 'quarter',
    year: 'year',
    'last-year': 'last_year',
  },
  ...{ '30': 'days_30', '90': 'days_90', '365': 'days_365', days: 'days' },
};

/** What an address asks for, and what was kept of it. */
export function valuesOf(filter: InsightsFilter, now: Date, kept?: Kept<unknown>): Values {
  const { period, from, to, chosen } = stretchOf(filter);
  return {
    now: now.toISOString(),
    ...{ period: presets[period], from, to },
    ...{ against: filter.against ?? 'before', chosen: chosen ? 'yes' : 'no' },
    seen: kept?.seen ?? null,
    ...{ company: kept?.companyId ?? null, role: kept?.role ?? null },
    ...{ zone: kept?.timeZone ?? null, day: kept?.day ?? null },
  };
}
