/** A day of the statement that figures are read in, by what it is called there: "since" of the days that are meant. */
export type DayOf = (expression: string) => string;

/**
 * Kept figures of whole months where a stretch has any, else of days, so that ten years cost little more than one; as a
 * query with the columns of `stats_now` that say what is counted. Both ends count in. `as` adds columns of one's own.
 */
export function keptCells(
  facts: readonly string[],
  { from, to, as = '', day }: { from: string; to: string; as?: string; day: DayOf },
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
