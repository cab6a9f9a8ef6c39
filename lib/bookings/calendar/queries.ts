import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { sqlRolesWith } from '@/lib/auth/permissions';
import { span } from './asked-days';
import type { CalendarFilter } from './calendar-filter';
import { askDayPage, askDays, tellDays } from './day-queries';

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

/** People of the office who can work at events. */
export const askTeam = preparedText<{ id: string; name: string }>(
  `select u.id, u.name from memberships m join users u on u.id = m.user_id
    where m.company_id = nullif(current_setting('app.company_id', true), '')::uuid and m.role in (${sqlRolesWith('events.attend')})
      and u.disabled_at is null order by u.name, u.id limit 200`,
);

/** The days of a view with their events, what limits them, and who could be asked for. */
export function askCalendar(tx: Tx, filter: CalendarFilter, now: Date) {
  const days = { view: filter.view ?? 'month', date: filter.date ?? null, now: now.toISOString() };
  return [
    spanQuery(tx, days),
    askDays(tx, filter, days),
    askDayPage(tx, filter, days),
    blockedQuery(tx, days),
    askTeam(tx),
  ] as const;
}

export function tellCalendar(
  [[span], days, page, blocked, team]: Answers<ReturnType<typeof askCalendar>>,
  filter: CalendarFilter,
) {
  if (!span) return undefined;
  const { covers, events, ...shown } = span;
  return { ...shown, limits: { covers, events }, ...tellDays(days, page, filter), blocked, team };
}
