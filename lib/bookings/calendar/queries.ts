import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import type { Status } from '../rules';
import type { CalendarFilter } from './calendar-filter';

/** More than a screen can tell; the view says so and asks for a shorter one. */
export const mostEvents = 1000;

/** Which days are asked for is the company's clock's to say, so the database says it; `spanOf` says the same. */
const span = `place as (
  select c.id, c.time_zone as zone, case $2::text
      when 'tomorrow' then ($3::timestamptz at time zone c.time_zone)::date + 1
      when 'today' then ($3::timestamptz at time zone c.time_zone)::date
      else coalesce($2::text::date, ($3::timestamptz at time zone c.time_zone)::date) end as day,
    ($3::timestamptz at time zone c.time_zone)::date as today
  from companies c where c.id = nullif(current_setting('app.company_id', true), '')::uuid
), days as (
  select *, case $1::text when 'month' then date_trunc('week', date_trunc('month', day::timestamp))::date
      when 'week' then date_trunc('week', day::timestamp)::date else day end as first,
    case $1::text when 'month' then 42 when 'week' then 7 when 'agenda' then 14 else 1 end as count
  from place
), span as (
  select *, first::timestamp at time zone zone as since, (first + count)::timestamp at time zone zone as until from days
)`;

const spanQuery = preparedText<{
  day: string;
  today: string;
  first: string;
  count: number;
  covers: number | null;
  events: number | null;
}>(
  `with ${span} select to_char(s.day, 'YYYY-MM-DD') as day, to_char(s.today, 'YYYY-MM-DD') as today,
    to_char(s.first, 'YYYY-MM-DD') as first, s.count, l.covers_a_day as covers, l.events_at_once as events
  from span s left join capacity_limits l on l.company_id = s.id`,
  ['view', 'date', 'now'],
);

const blockedQuery = preparedText<{ day: string; reason: string }>(
  `with ${span} select to_char(b.day, 'YYYY-MM-DD') as day, b.reason from span s join blocked_days b
    on b.company_id = s.id and b.day >= s.first and b.day < s.first + s.count order by b.day`,
  ['view', 'date', 'now'],
);

type EventRow = {
  id: string;
  reference: string;
  name: string;
  status: Status;
  starts_at: Date | string;
  ends_at: Date | string;
  venue: string;
  guests: number;
  customer: string;
  needs_diets: boolean;
  untold: boolean;
  dietary: string | null;
  style: string | null;
  team: { id: string; name: string }[];
};

/**
 * An event of 24 hours that begins on the day before is still on. The span comes by subqueries, which are known before
 * the index is asked; joined, it made PostgreSQL read all events of the company.
 */
const eventsQuery = preparedText<EventRow>(
  `with ${span} select b.id, b.reference, b.event_name as name, b.status, b.starts_at, b.ends_at, b.venue,
    coalesce(b.guaranteed_guests, b.guests) as guests, c.name as customer, b.dietary is not null as needs_diets,
    exists (select from version_notices n where n.company_id = b.company_id and n.booking_id = b.id and n.acknowledged_at is null) as untold,
    b.service_style as style,
    case when $1::text in ('day', 'agenda') then b.dietary end as dietary,
    coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name, u.id)
      from booking_staff t join users u on u.id = t.user_id where t.company_id = b.company_id and t.booking_id = b.id), '[]') as team
  from bookings b
  join customers c on c.company_id = b.company_id and c.id = b.customer_id
  where b.starts_at < (select until from span) and b.starts_at > (select since - interval '25 hours' from span)
    and b.ends_at > (select since from span)
    and case when $4::text is null then b.status <> 'cancelled' else b.status = $4::text end
    and (not $5::boolean or b.dietary is not null)
    and ($6::text is null or exists (select from booking_staff t where t.company_id = b.company_id and t.booking_id = b.id
      and t.user_id = case $6::text when 'me' then nullif(current_setting('app.user_id', true), '')::uuid else $6::text::uuid end))
  order by b.starts_at, b.id limit ${mostEvents + 1}`,
  ['view', 'date', 'now', 'status', 'diets', 'staff'],
);

/** People of the office who can work at events. */
export const askTeam = preparedText<{ id: string; name: string }>(
  `select u.id, u.name from memberships m join users u on u.id = m.user_id
    where m.company_id = nullif(current_setting('app.company_id', true), '')::uuid and m.role in ('manager', 'staff')
      and u.disabled_at is null order by u.name, u.id limit 200`,
);

/** The events of a view, the days it shows, what limits them, and who could be asked for. */
export function askCalendar(tx: Tx, filter: CalendarFilter, now: Date) {
  const days = { view: filter.view ?? 'month', date: filter.date ?? null, now: now.toISOString() };
  const { status = null, staff = null, diets = false } = filter;
  return [
    spanQuery(tx, days),
    eventsQuery(tx, { ...days, status, staff, diets }),
    blockedQuery(tx, days),
    askTeam(tx),
  ] as const;
}

function tellEvent({ starts_at, ends_at, needs_diets, ...row }: EventRow) {
  return { ...row, startsAt: new Date(starts_at), endsAt: new Date(ends_at), needsDiets: needs_diets };
}

export type CalendarEvent = ReturnType<typeof tellEvent>;

type Answers<Q extends readonly PromiseLike<unknown>[]> = { -readonly [K in keyof Q]: Awaited<Q[K]> };

export function tellCalendar([[span], rows, blocked, team]: Answers<ReturnType<typeof askCalendar>>) {
  if (!span) return undefined;
  const { covers, events, ...days } = span;
  return {
    ...days,
    limits: { covers, events },
    events: rows.slice(0, mostEvents).map(tellEvent),
    cut: rows.length > mostEvents,
    blocked,
    team,
  };
}
