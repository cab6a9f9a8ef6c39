import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { formatCount } from '@/lib/platform/format/numbers';
import { type DayOf, keptCells } from '@/lib/stats/kept-cells';
import type { Range } from './document';
import { daysOf, type ReportQuery } from './range';

/**
 * The days of a report as the beginning of a statement; its first five parameters are those of `rangeValues`. Bounds are
 * read as sub-selects (`of`): under row rules one that is worked out in the same condition would not reach the index.
 */
export const ranged = `r as materialized (select * from figure_days($1::text, $2::date, $3::date, $4::text, $5::timestamptz))`;
export const rangeNames = ['preset', 'from', 'to', 'compare', 'now'] as const;
export const of: DayOf = (bound) => `(select ${bound} from r)`;

/** That a moment is on one of the days between two of `r`, by the company's clock; an index looks it up. */
export const onDays = (at: string, since: string, until: string) =>
  `${at} >= ${of(`day_begins(${since}, time_zone)`)} and ${at} < ${of(`day_begins(${until} + 1, time_zone)`)}`;

/** The first day of the day or month that a figure of the report is shown under. */
export const bucketOf = (day: string) =>
  `case when ${of('bucket')} = 'day' then ${day} else greatest(date_trunc('month', ${day})::date, ${of('since')}) end`;

/**
 * Kept figures by day, of the report's days and of those beside it (`old`), as a sub-select with the columns of `stats_now`.
 * `facts` is a condition on `s`.
 */
export const keptFigures = (facts: string) => `(
  select s.*, false as old from stats_now s where ${facts} and s.grain = 'day' and s.day between ${of('since')} and ${of('until')}
  union all
  select s.*, true from stats_now s where ${facts} and s.grain = 'day' and s.day between ${of('before_since')} and ${of('before_until')})`;

/** What facts come to in all of the report's days, as a sub-select; costs its months and not its days. */
export const keptSums = (...facts: string[]) =>
  `(${keptCells(facts, { from: 'since', to: 'until', day: of })})`;

/** The same beside those of the days beside them (`old`). */
export const keptSumsBeside = (...facts: string[]) =>
  `(${keptCells(facts, { from: 'since', to: 'until', as: 'false as old', day: of })}
    union all ${keptCells(facts, { from: 'before_since', to: 'before_until', as: 'true as old', day: of })})`;

/** The most rows of one kind that a report looks at one by one; what needs more of them says so. */
export const mostRows = 20_000;
/** What a report doesn't tell for that reason: `missing` names it, so that nobody takes a part for the whole. */
export const tooMany = (what: string, missing: string) =>
  `More than ${formatCount(mostRows)} ${what} lie in these days, too many to look at one by one. Not told: ${missing}. Choose fewer days for that; all other figures are of all of them.`;

/** Said where a report is of a venue or a dish: an enquiry names neither. */
export const withoutEnquiries =
  'Enquiries aren’t told here: until one becomes a booking it has neither a venue nor dishes.';

/** The parameters that every question of a report begins with. */
export const rangeValues = ({ preset, from, to, compare }: ReportQuery, now: Date) => {
  const { first = null, last = null } = daysOf({ from, to }) ?? {};
  return { preset, from: first, to: last, compare, now: now.toISOString() };
};

const rangeQuery = preparedText<{
  today: string;
  since: string;
  until: string;
  before_since: string | null;
  before_until: string | null;
  bucket: 'day' | 'month';
}>(
  `with ${ranged} select today::text, since::text, until::text, before_since::text, before_until::text, bucket from r`,
  rangeNames,
);

/** Which days are meant, by the company's clock. */
export const askRange = (tx: Tx, query: ReportQuery, now: Date) => rangeQuery(tx, rangeValues(query, now));

export function tellRange([row]: Awaited<ReturnType<typeof askRange>>): Range {
  if (!row) throw new Error('A report without a company has no days');
  const { today, since, until, before_since, before_until, bucket } = row;
  return {
    ...{ today, since, until, bucket },
    before: before_since && before_until ? { since: before_since, until: before_until } : null,
  };
}
