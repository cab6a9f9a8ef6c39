import { agreed } from './agreed';

/** A day of the statement that figures are read in, by what it is called there: "since" of the days that are meant. */
export type DayOf = (expression: string) => string;

const columns = 's.fact, s.key, s.kind, s.n, s.amount, s.paid, s.quantity';
const known = (facts: readonly string[]) => `s.fact in (${facts.map((fact) => `'${fact}'`).join()})`;

/** The first day of a month that is nearest to a day. */
const nearest = (day: string) => `date_trunc('month', (${day} + 15)::timestamp)::date`;
/** Days between two, from the earlier one on and without the later one, and whether they are taken off. */
const edge = (one: string, other: string, day: DayOf) => ({
  within: `s.day >= ${day(`least(${one}, ${other})`)} and s.day < ${day(`greatest(${one}, ${other})`)}`,
  sign: day(`case when ${one} > ${other} then -1 else 1 end`),
});

/**
 * Kept figures of whole months where a stretch has any, else of days, so that ten years cost little more than one; as a
 * query with the columns of `stats_now` that say what is counted, of which only sums mean something: of a month that nearly all
 * of is meant, the days that aren't are taken off. Both ends count in. `as` adds columns of one's own.
 * Changes that wait to be folded are looked at once: they are by day, whatever the figures beside them are by.
 */
export function keptCells(
  facts: readonly string[],
  { from, to, as = '', day }: { from: string; to: string; as?: string; day: DayOf },
): string {
  const more = as && `, ${as}`;
  const end = `(${to} + 1)`;
  // Where the days at both ends of the months are more than those of the stretch, its own are read.
  const direct = `${to} - ${from} < abs(${from} - ${nearest(from)}) + abs(${end} - ${nearest(end)})`;
  const [first, last] = [from, end].map((at) => `case when ${direct} then ${from} else ${nearest(at)} end`);
  const days = ({ within, sign }: ReturnType<typeof edge>) =>
    `select s.fact, s.key, s.kind, ${sign} * s.n, ${sign} * s.amount, ${sign} * s.paid, ${sign} * s.quantity${more}
      from stats s where ${known(facts)} and s.grain = 'day' and ${within}`;
  return `select ${columns}${more} from stats s where ${known(facts)} and s.grain = 'month'
      and s.day >= ${day(`${first}`)} and s.day < ${day(`${last}`)}
    union all ${days(edge(from, `${first}`, day))}
    union all ${days(edge(`${last}`, end, day))}
    union all select ${columns}${more} from stat_deltas s where ${known(facts)} and s.day >= ${day(from)} and s.day <= ${day(to)}`;
}

/** Kept figures of the months from one, by its first day, up to that of a day and with it; `day` is each month's first. */
export function keptMonths(
  facts: readonly string[],
  { from, to, day }: { from: string; to: string; day: DayOf },
): string {
  const after = `(date_trunc('month', ${to}::timestamp) + interval '1 month')::date`;
  return `select s.day, ${columns} from stats s where ${known(facts)} and s.grain = 'month' and s.day >= ${day(from)} and s.day <= ${day(to)}
    union all select date_trunc('month', s.day::timestamp)::date, ${columns} from stat_deltas s
      where ${known(facts)} and s.day >= ${day(from)} and s.day < ${day(after)}`;
}

/** Kept figures of all days up to one and with it: what there is as of that day is their sum. Costs months and not days. */
export function keptUpTo(facts: readonly string[], { to, day }: { to: string; day: DayOf }): string {
  const month = day(`date_trunc('month', ${to}::timestamp)::date`);
  return `select ${columns} from stats s where ${known(facts)} and s.grain = 'month' and s.day < ${month}
    union all select ${columns} from stats s where ${known(facts)} and s.grain = 'day' and s.day >= ${month} and s.day <= ${day(to)}
    union all select ${columns} from stat_deltas s where ${known(facts)} and s.day <= ${day(to)}`;
}

/** How many enquiries and quotes are open as of a day: what came in by then less what was settled by then. */
export const openOn = (to: string, day: DayOf): string =>
  `(select coalesce(sum(case s.fact when 'came' then s.n else -s.n end), 0)::int from (${keptUpTo(['came', 'settled'], { to, day })}) s)`;

/**
 * How many customers had an agreed event in the 365 days up to a day and with it: as it is kept, and looked up for those whose events
 * changed since it was. The statement's days know the company's `time_zone`.
 */
export const activeOn = (to: string, day: DayOf): string =>
  `(select coalesce(sum(s.n), 0)::int from (select s.n from (${keptUpTo(['active'], { to, day })}) s
    union all select (exists (select from bookings b where b.company_id = t.company_id and b.customer_id = t.customer_id and b.status in ${agreed}
        and b.starts_at >= ${day(`day_begins(${to} - 364, time_zone)`)} and b.starts_at < ${day(`day_begins(${to} + 1, time_zone)`)}))::int
      - coalesce(a.active @> ${day(to)}, false)::int
    from (select distinct company_id, customer_id from touched_customers) t
      left join customer_activity a on a.company_id = t.company_id and a.customer_id = t.customer_id) s)`;
