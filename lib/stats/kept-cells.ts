import { agreed } from './agreed-statuses';

/** A day of the statement that figures are read in, by what it is called there: "since" of the days that are meant. */
export type DayOf = (expression: string) => string;

const columns = 's.fact, s.key, s.kind, s.n, s.amount, s.paid, s.quantity';
const known = (facts: readonly string[]) => `s.fact in (${facts.map((fact) => `'${fact}'`).join()})`;

const less =
  's.fact, s.key, s.kind, -s.n as n, -s.amount as amount, -s.paid as paid, -s.quantity as quantity';
/** The month's begin that is nearest to a day's. */
const nearest = (date: string) => `date_trunc('month', (${date} + 15)::timestamp)::date`;

/** Of fewer days no month is read. */
const shortest = 16;

/**
 * Kept figures of whole months, and of the days between those and a stretch's ends: added where the stretch goes on, taken
 * away where the months do. So ten years cost little more than one, and an end never more than half a month; of so short a
 * stretch that a month would have more taken away than left, its own days alone are read. A query with the columns of
 * `stats_now` that say what is counted, to be summed up. Both ends count in. `as` adds columns of one's own.
 * Changes that wait to be folded are looked at once: they are by day, whatever the figures beside them are by.
 */
export function keptCells(
  facts: readonly string[],
  { from, to, as = '', day }: { from: string; to: string; as?: string; day: DayOf },
): string {
  const cellsOf = (what: string, where: string) =>
    `select ${what}${as && `, ${as}`} from stats s where ${known(facts)} and ${where}`;
  const days = (what: string, since: string, before: string) =>
    cellsOf(what, `s.grain = 'day' and s.day >= ${day(since)} and s.day < ${day(before)}`);
  const after = `(${to} + 1)`;
  const first = nearest(from);
  // Months from one to the same are none.
  const last = `case when ${from} + ${shortest - 1} > ${to} then ${first} else ${nearest(after)} end`;
  return `${cellsOf(columns, `s.grain = 'month' and s.day >= ${day(first)} and s.day < ${day(last)}`)}
    union all ${days(columns, from, `least(${first}, ${after})`)}
    union all ${days(less, first, `least(${from}, ${last})`)}
    union all ${days(columns, `greatest(${last}, ${from})`, after)}
    union all ${days(less, `greatest(${after}, ${first})`, last)}
    union all select ${columns}${as && `, ${as}`} from stat_deltas s where ${known(facts)} and s.day >= ${day(from)} and s.day <= ${day(to)}`;
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
