import 'server-only';
import { preparedText } from '@/db/prepared';
import { agreed } from '@/lib/stats/agreed-statuses';
import { activeOn, keptCells, keptMonths, openOn } from '@/lib/stats/kept-cells';

// Days are the company's own; `$1` is the moment of asking. Sums come from the figures that are kept as rows change
// (migration 0025), so that none of them costs more when there are a million bookings. The days stand as sub-selects:
// under row rules a bound that is worked out in the same condition would not reach the index.
const days = `days as materialized (
  select time_zone, today, today - 364 as year_ago, since as month, before_since as month_before, before_until as month_ago
  from figure_days('month', null, null, 'before', $1::timestamptz)
)`;
const day = (expression: string) => `(select ${expression} from days)`;

/** Months in which agreed events are, and their totals in minor units; as many as are shown, up to this one. */
export const askMonths = preparedText<{ month: string; bookings: number; revenue: string }>(
  `with ${days} select to_char(s.day, 'YYYY-MM') as month, sum(s.n)::int as bookings, sum(s.amount)::text as revenue
  from (${keptMonths(['event'], { from: '(month - make_interval(months => $2::int - 1))::date', to: 'month', day })}) s
  where s.key in ${agreed} group by 1`,
  ['now', 'months'],
);

type SoFar = {
  bookings: number;
  bookings_before: number;
  revenue: string;
  revenue_before: string;
  completed: number;
  completed_before: number;
};

/**
 * This month up to and with today beside the same days of last month, on the 31st of a month without one its last
 * day. Bookings by the day of their event, completed ones by that of their completion.
 */
export const askSoFar = preparedText<SoFar>(
  `with ${days}, cells as (
    select s.fact, s.key, s.n, s.amount, true as this from stats_now s
    where s.grain = 'day' and s.fact in ('event', 'completed') and s.day between ${day('month')} and ${day('today')}
    union all
    select s.fact, s.key, s.n, s.amount, false from stats_now s
    where s.grain = 'day' and s.fact in ('event', 'completed') and s.day between ${day('month_before')} and ${day('month_ago')}
  )
  select coalesce(sum(n) filter (where fact = 'event' and this), 0)::int as bookings,
    coalesce(sum(n) filter (where fact = 'event' and not this), 0)::int as bookings_before,
    coalesce(sum(amount) filter (where fact = 'event' and this), 0)::text as revenue,
    coalesce(sum(amount) filter (where fact = 'event' and not this), 0)::text as revenue_before,
    coalesce(sum(n) filter (where fact = 'completed' and this), 0)::int as completed,
    coalesce(sum(n) filter (where fact = 'completed' and not this), 0)::int as completed_before
  from cells s where fact = 'completed' or s.key in ${agreed}`,
  ['now'],
);

/**
 * As of today and as of the same day of last month: customers with an agreed event in the 365 days up to it, and enquiries and
 * quotes that are open.
 */
export const askStanding = preparedText<{
  active: number;
  active_before: number;
  open: number;
  open_before: number;
}>(
  `with ${days} select ${activeOn('today', day)} as active, ${activeOn('month_ago', day)} as active_before,
    ${openOn('today', day)} as open, ${openOn('month_ago', day)} as open_before from days`,
  ['now'],
);

/** Ratings of the last year by score, and how many of them of the last 30 days; '' where none was given. */
export const askRatings = preparedText<{ score: string; year: number; month: number }>(
  `with ${days} select s.key as score, coalesce(sum(s.n) filter (where s.span = 'year'), 0)::int as year,
    coalesce(sum(s.n) filter (where s.span = 'month'), 0)::int as month
  from (${keptCells(['rating'], { from: 'year_ago', to: 'today', as: `'year' as span`, day })}
    union all select s.fact, s.key, s.kind, s.n, s.amount, s.paid, s.quantity, 'month' from stats_now s
      where s.fact = 'rating' and s.grain = 'day' and s.day between ${day('today - 29')} and ${day('today')}) s
  group by 1`,
  ['now'],
);

/** Of the last 30 days: who would recommend us, how many events were completed, and how many of those were answered. */
export const askAnswers = preparedText<{ yes: number; no: number; completed: number; answered: number }>(
  `with ${days} select coalesce(sum(s.n) filter (where s.key = 'yes'), 0)::int as yes, coalesce(sum(s.n) filter (where s.key = 'no'), 0)::int as no,
    coalesce(sum(s.n) filter (where s.fact = 'completed'), 0)::int as completed,
    coalesce(sum(s.n) filter (where s.fact = 'answered'), 0)::int as answered
  from stats_now s where s.fact in ('recommend', 'completed', 'answered') and s.grain = 'day'
    and s.day between ${day('today - 29')} and ${day('today')}`,
  ['now'],
);
