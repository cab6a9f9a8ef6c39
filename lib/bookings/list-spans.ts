import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { preparedText } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import type { NamedSpan, Span } from './list-filter';
import type { Status } from './rules';

/** Each stretch by the company's `today`: its first day, and the first day after it. Weeks begin on Monday. */
const bounds: Record<Exclude<NamedSpan, 'all'>, { from?: string; until?: string }> = {
  coming: { from: 'today' },
  past: { until: 'today' },
  today: { from: 'today', until: 'today + 1' },
  tomorrow: { from: 'today + 1', until: 'today + 2' },
  week: { from: 'week', until: 'week + 7' },
  'next-week': { from: 'week + 7', until: 'week + 14' },
  month: { from: 'month', until: 'next_month' },
  'last-month': { from: 'last_month', until: 'month' },
};

const calendar = `(select today, time_zone, date_trunc('week', today)::date as week, date_trunc('month', today)::date as month,
    (date_trunc('month', today) + interval '1 month')::date as next_month,
    (date_trunc('month', today) - interval '1 month')::date as last_month
  from (select (@now::timestamptz at time zone c.time_zone)::date as today, c.time_zone from companies c) c)`;

/** That a moment is on one of the company's days from the placeholder `first` to `last`. */
export function betweenDays(at: AnyPgColumn): SQL {
  const midnight = (name: string, further: string) =>
    sql`(select (${sql.placeholder(name)}::date + ${sql.raw(further)})::timestamp at time zone c.time_zone from companies c)`;
  return sql`${at} >= ${midnight('first', '0')} and ${at} < ${midnight('last', '1')}`;
}

/**
 * Events that begin within a stretch of the company's days, as of the placeholder `now`; `days` are those of the
 * placeholders `first` and `last`. The bounds are sub-selects:
 * under row rules one that is worked out in the condition itself would not reach the index.
 */
export function within(span: Span, at: AnyPgColumn = bookings.startsAt): SQL | undefined {
  if (span === 'all') return undefined;
  if (span === 'days') return betweenDays(at);
  const [before, after] = calendar.split('@now');
  const midnight = (day: string) =>
    sql`(select (${sql.raw(day)})::timestamp at time zone time_zone from ${sql.raw(before ?? '')}${sql.placeholder('now')}${sql.raw(after ?? '')} d)`;
  const { from, until } = bounds[span];
  const parts = [
    ...(from ? [sql`${at} >= ${midnight(from)}`] : []),
    ...(until ? [sql`${at} < ${midnight(until)}`] : []),
  ];
  return sql.join(parts, sql` and `);
}

const column = (span: NamedSpan) => span.replace('-', '_');
const sumOf = (span: NamedSpan): string => {
  if (span === 'all') return `sum(n) filter (where grain = 'all')`;
  if (span === 'coming')
    return `sum(n) filter (where grain = 'month' or (grain = 'day' and day >= today and day < next_month))`;
  const { from, until } = bounds[span];
  return `sum(n) filter (where grain = 'day' and day >= ${from} and day < ${until})`;
};
const counted = ['all', 'coming', 'today', 'tomorrow', 'week', 'next-week', 'month', 'last-month'] as const;
type Counted = (typeof counted)[number];

const spansQuery = preparedText<{ status: Status } & Record<string, number | null>>(
  `with days as materialized ${calendar.replace('@now', '$1')}, cells as (
    select s.grain, s.day, s.key, s.n from stats_now s where s.fact = 'begins' and s.grain = 'all'
    union all
    select s.grain, s.day, s.key, s.n from stats_now s
      where s.fact = 'begins' and s.grain = 'month' and s.day >= (select next_month from days)
    union all
    select s.grain, s.day, s.key, s.n from stats_now s where s.fact = 'begins' and s.grain = 'day'
      and s.day >= (select least(last_month, week) from days) and s.day < (select greatest(next_month, week + 14) from days)
  )
  select key as status, ${counted.map((span) => `coalesce(${sumOf(span)}, 0)::int as ${column(span)}`).join(', ')}
  from cells, days group by 1`,
  ['now'],
);

/** How many bookings of each status lie in each stretch; from the kept figures that tell fewest things apart. */
export const askSpanCounts = (tx: Tx, now: Date) => spansQuery(tx, { now: now.toISOString() });

export type SpanCounts = Record<NamedSpan, Partial<Record<Status, number>>>;

export function tellSpanCounts(rows: Awaited<ReturnType<typeof askSpanCounts>>): SpanCounts {
  const of = (span: Counted) =>
    Object.fromEntries(
      rows.map((row) => [row.status, Number(row[column(span)] ?? 0)]),
    ) as SpanCounts[NamedSpan];
  const told = Object.fromEntries(counted.map((span) => [span, of(span)])) as SpanCounts;
  const past = rows.map(({ status }) => [status, (told.all[status] ?? 0) - (told.coming[status] ?? 0)]);
  return { ...told, past: Object.fromEntries(past) };
}
