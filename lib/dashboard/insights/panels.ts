import 'server-only';
import type { Tx } from '@/db/session';
import type { Status } from '@/lib/bookings/rules';
import { agreed } from '@/lib/stats/agreed';
import { activeOn, keptMonths, openOn } from '@/lib/stats/kept-cells';
import { cells, day, headOf, panel, type Values } from './days';

/** Months that are shown up to that of the stretch's last day, and months ahead with this one. */
export const monthsShown = 12;
export const monthsAhead = 6;
const dishesShown = 10;
export const recentShown = 8;

/** Sums come as text where they are money: they may be beyond what a float holds. */
type Sum = { n: number; amount: string };

const headlineFacts = ['event', 'completed', 'answered', 'rating', 'recommend'];
/** The stretch and what it stands beside. */
const headlines = panel<Sum & { side: 'now' | 'before'; fact: string; key: string }>(
  {
    facts: headlineFacts,
    over: [
      ['from_day', 'to_day'],
      ['before_from', 'before_to'],
    ],
  },
  `select s.side, s.fact, case when s.fact = 'event' then '' else s.key end as key, sum(s.n)::int as n, sum(s.amount)::text as amount
  from (${cells(headlineFacts, { from: 'from_day', to: 'to_day', as: `'now' as side` })}
    union all ${cells(headlineFacts, { from: 'before_from', to: 'before_to', as: `'before' as side` })}) s
  where s.fact <> 'event' or s.key in ${agreed} group by 1, 2, 3`,
);

type Standing = { drafts: number; drafts_before: number; active: number; active_before: number };
/** What there is as of the last day of the stretch, and as of that of the one beside it. */
const standing = panel<Standing>(
  {
    facts: ['came', 'settled', 'latest'],
    over: [[`'-infinity'::date`, 'greatest(to_day, before_to)']],
    counts: true,
  },
  `select ${openOn('to_day', day)} as drafts, ${openOn('before_to', day)} as drafts_before,
    ${activeOn('to_day', day)} as active, ${activeOn('before_to', day)} as active_before`,
);

/** Events by type and ratings by score over the stretch that is looked at widely. */
const spread = panel<Sum & { fact: string; key: string }>(
  { facts: ['event', 'rating'], over: [['wide_from', 'wide_to']] },
  `select s.fact, case when s.fact = 'event' then s.kind else s.key end as key, sum(s.n)::int as n, sum(s.amount)::text as amount
  from (${cells(['event', 'rating'], { from: 'wide_from', to: 'wide_to' })}) s
  where (s.fact = 'event' and s.key in ${agreed}) or (s.fact = 'rating' and s.key <> '') group by 1, 2 having sum(s.n) > 0`,
);

/** How the event was by aspect, weekday of the event (Monday is 1) and score, over the same. */
const quality = panel<{ aspect: string; weekday: number; score: number; n: number }>(
  { facts: ['quality'], over: [['wide_from', 'wide_to']] },
  `select s.kind as aspect, split_part(s.key, '.', 1)::int as weekday, split_part(s.key, '.', 2)::int as score, sum(s.n)::int as n
  from (${cells(['quality'], { from: 'wide_from', to: 'wide_to' })}) s group by 1, 2, 3 having sum(s.n) > 0`,
);

const firstMonth = `(date_trunc('month', to_day) - make_interval(months => ${monthsShown - 1}))::date`;
/** Whole months up to that of the stretch's last day. */
const months = panel<Sum & { month: string; fact: string; key: string }>(
  {
    facts: ['event', 'completed', 'rating'],
    over: [[firstMonth, `(date_trunc('month', to_day) + interval '1 month')::date - 1`]],
  },
  `select to_char(s.day, 'YYYY-MM') as month, s.fact, case when s.fact = 'event' then '' else s.key end as key,
    sum(s.n)::int as n, sum(s.amount)::text as amount
  from (${keptMonths(['event', 'completed', 'rating'], { from: firstMonth, to: 'to_day', day })}) s
  where s.fact <> 'event' or s.key in ${agreed} group by 1, 2, 3`,
);

type MoneyRow = Sum & { span: 'month' | 'year'; what: 'billed' | 'paid' | 'pending' | 'overdue' };

const yearEnd = `((year + interval '1 year')::date - 1)`;
/**
 * Of this calendar month and year: what was billed less what was credited, before tax; what was paid less what was given
 * back; and what of the agreed is due in it, by whether its day has passed.
 */
const money = panel<MoneyRow>(
  { facts: ['ledger', 'payment', 'due'], over: [['year', yearEnd]] },
  `select span, what, coalesce(sum(n), 0)::int as n, coalesce(sum(amount), 0)::text as amount
  from (
    select s.day, case s.fact when 'ledger' then 'billed' else 'paid' end as what, case s.fact when 'ledger' then 0 else s.n end as n,
      case when s.fact = 'ledger' or s.key = 'refunded' then -s.amount else s.amount end as amount
    from (${keptMonths(['ledger', 'payment'], { from: 'year', to: yearEnd, day })}) s
    where s.key in ('revenue', 'service_charge', 'received', 'refunded')
    union all
    select s.day, case when s.day < ${day('month')} then 'overdue' else 'pending' end, s.n, s.amount
    from (${keptMonths(['due'], { from: 'year', to: yearEnd, day })}) s
    union all
    select ${day('month')}, v.what, v.sign * s.n, v.sign * s.amount
    from stats_now s cross join (values ('overdue', 1), ('pending', -1)) as v (what, sign)
    where s.fact = 'due' and s.grain = 'day' and s.day >= ${day('month')} and s.day < ${day('today')}
  ) m cross join lateral (values ('year', true), ('month', date_trunc('month', m.day)::date = ${day('month')})) as v (span, counts)
  where counts group by 1, 2`,
);

/** What is confirmed and still ahead, by month from today on. */
const forecast = panel<Sum & { month: string }>(
  {
    facts: ['event'],
    over: [['today', `(month + make_interval(months => ${monthsAhead}))::date - 1`]],
  },
  `select to_char(s.day, 'YYYY-MM') as month, sum(s.n)::int as n, sum(s.amount)::text as amount from (
    select s.day, s.key, s.n, s.amount from stats_now s where s.fact = 'event' and s.grain = 'day'
      and s.day >= ${day('today')} and s.day < ${day(`(month + interval '1 month')::date`)}
    union all select s.day, s.key, s.n, s.amount from (${keptMonths(['event'], { from: `(month + interval '1 month')::date`, to: `(month + make_interval(months => ${monthsAhead - 1}))::date`, day })}) s
  ) s where s.key in ('confirmed', 'in_progress') group by 1`,
);

type DishRow = {
  id: string;
  name: string;
  times: number;
  covers: number;
  revenue: string;
  units: number;
  cost: string | null;
  liked: number;
  disliked: number;
};

/** What was cooked for most people over the wide stretch; what it brought by itself and what that cost; what guests said of it. */
const dishes = panel<DishRow>(
  { facts: ['dish', 'liked'], over: [['wide_from', 'wide_to']], topics: ['menu'] },
  `select i.id, i.name, d.times, d.covers, d.revenue, d.units, (cost_seen(i.id) * d.units)::text as cost, d.liked, d.disliked from (
    select s.key, coalesce(sum(s.n) filter (where s.fact = 'dish'), 0)::int as times,
      coalesce(sum(s.quantity) filter (where s.fact = 'dish'), 0)::int as covers,
      coalesce(sum(s.amount) filter (where s.fact = 'dish'), 0)::text as revenue, coalesce(sum(s.paid) filter (where s.fact = 'dish'), 0)::int as units,
      coalesce(sum(s.n) filter (where s.kind = 'yes'), 0)::int as liked, coalesce(sum(s.n) filter (where s.kind = 'no'), 0)::int as disliked
    from (${cells(['dish', 'liked'], { from: 'wide_from', to: 'wide_to' })}) s group by 1
    having sum(s.n) filter (where s.fact = 'dish') > 0 order by covers desc, s.key limit ${dishesShown}
  ) d join items i on i.id = d.key::uuid order by covers desc, id`,
);

type UpcomingRow = {
  id: string;
  name: string;
  customer: string;
  status: Status;
  starts: string;
  guests: number;
};

const midnight = (expression: string) => day(`day_begins(${expression}, time_zone)`);
/** The events of the next 7 days of the company, today with them. */
const upcoming = panel<UpcomingRow>(
  { topics: ['bookings', 'customers'] },
  `select b.id, b.event_name as name, c.name as customer, b.status, to_json(b.starts_at) #>> '{}' as starts, b.guests
  from bookings b join customers c on c.company_id = b.company_id and c.id = b.customer_id
  where b.starts_at >= ${midnight('today')} and b.starts_at < ${midnight('today + 7')} and b.status not in ('cancelled', 'completed')
  order by b.starts_at, b.id limit 12`,
);

type RecentRow = {
  kind: 'booked' | 'answered' | 'paid';
  id: string;
  happened: string;
  name: string;
  who: string;
  value: string | null;
};

/** What came in last: bookings, answers, money. */
const latest = [
  `select 'booked' as kind, b.id, b.created_at as at, b.id as booking, null::text as value from bookings b order by b.created_at desc limit ${recentShown}`,
  `select 'answered', f.id, f.given_at, f.booking_id, f.rating::text from feedback f order by f.given_at desc limit ${recentShown}`,
  `select 'paid', p.booking_id, p.received_at, p.booking_id, p.amount::text from payments p where p.status = 'received' order by p.received_at desc limit ${recentShown}`,
];
const recent = panel<RecentRow>(
  { topics: ['bookings', 'customers', 'feedback'] },
  `select r.kind, r.id, to_json(r.at) #>> '{}' as happened, b.event_name as name, c.name as who, r.value
  from (select * from (${latest.map((part) => `(${part})`).join(' union all ')}) a order by at desc limit ${2 * recentShown}) r
    join bookings b on b.id = r.booking join customers c on c.company_id = b.company_id and c.id = b.customer_id order by r.at desc, r.id`,
);

const panels = {
  ...{ headlines, standing, money },
  ...{ spread, quality, months, forecast, dishes },
  ...{ upcoming, recent },
};
type Panels = typeof panels;
export type PanelName = keyof Panels;

/** Of what kind they are, as it is told how often what was kept could be told again. */
export const panelKinds = {
  figures: ['headlines', 'standing', 'money'],
  charts: ['spread', 'quality', 'months', 'forecast', 'dishes'],
  lists: ['upcoming', 'recent'],
} as const satisfies Record<string, readonly PanelName[]>;
export const panelNames = Object.keys(panels) as PanelName[];

export type PanelAnswers = { [Name in PanelName]: Awaited<ReturnType<Panels[Name]['ask']>> };

/** The days of the page, and of which panels what was kept still holds. */
export const askHead = headOf(panels);

/** Everything of the page but its days. */
export const askPanels = (tx: Tx, values: Values) =>
  Object.fromEntries(panelNames.map((name) => [name, panels[name].ask(tx, values)])) as {
    [Name in PanelName]: ReturnType<Panels[Name]['ask']>;
  };
