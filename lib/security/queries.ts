import 'server-only';
import { type Answers, preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { type Area, areas } from '@/lib/audit/subjects';
import { dayKey } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import type { SecurityFilter } from './list-filter';
import { partMark, type Rule, type Severity, usualHours } from './rules';
import { type About, ruleWords, sayEvent } from './words';

const most = 200;

type EventRow = {
  id: string;
  rule: Rule;
  severity: Severity;
  about: About;
  times: number;
  raised_at: string;
  last_at: string;
  who: string | null;
  user_id: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  note: string | null;
};

const eventsQuery = preparedText<EventRow>(
  `select e.id, e.rule, e.severity, e.about, e.times, e.raised_at, e.last_at, u.name as who, e.user_id, e.acknowledged_at,
    a.name as acknowledged_by, e.note
  from security_events e left join users u on u.id = e.user_id left join users a on a.id = e.acknowledged_by
  where $1::boolean or e.acknowledged_at is null order by e.last_at desc, e.id desc limit ${most}`,
  ['all'],
);
const settingsQuery = preparedText<{ opens: number; closes: number }>(
  'select s.opens, s.closes from security_settings s',
);

type ActivityRow = { user_id: string; who: string | null; hour: number; area: string; n: string };

/** Deeds by person, hour of the company's clock and part of the system, of the days from one until another. */
const activityQuery = preparedText<ActivityRow>(
  `select h.user_id, u.name as who, extract(hour from h.hour at time zone c.time_zone)::int as hour, h.area, sum(h.size)::bigint as n
  from activity_hours h join companies c on c.id = h.company_id left join users u on u.id = h.user_id
  where $1::boolean and h.deed <> 'failed' and h.user_id <> '00000000-0000-0000-0000-000000000000'
    and h.hour >= coalesce($2::date, $4::timestamptz::date - 29) - 1 and h.hour < coalesce($3::date, $4::timestamptz::date) + 3
    and (h.hour at time zone c.time_zone)::date between
      coalesce($2::date, ($4::timestamptz at time zone c.time_zone)::date - 29) and coalesce($3::date, ($4::timestamptz at time zone c.time_zone)::date)
  group by 1, 2, 3, 4`,
  ['wanted', 'from', 'to', 'now'],
);

export const askSecurity = (tx: Tx, filter: SecurityFilter, now: Date) =>
  [
    eventsQuery(tx, { all: filter.show === 'all' }),
    settingsQuery(tx),
    activityQuery(tx, {
      wanted: filter.view === 'activity',
      from: filter.from ?? null,
      to: filter.to ?? null,
      now: now.toISOString(),
    }),
  ] as const;

type Where = Locality;

export function tellSecurity(
  [events, [settings], activity]: Answers<ReturnType<typeof askSecurity>>,
  filter: SecurityFilter,
  { where, now }: { where: Where; now: Date },
) {
  const today = dayKey(now, where.timeZone);
  return {
    filter,
    hours: settings ?? usualHours,
    hoursSet: settings !== undefined,
    events: events.map((row) => ({
      id: row.id,
      severity: row.severity,
      kind: ruleWords[row.rule],
      ...sayEvent(row.rule, row.about, row.who, where),
      times: row.times,
      at: new Date(row.raised_at),
      lastAt: new Date(row.last_at),
      userId: row.user_id,
      seen: row.acknowledged_at
        ? {
            at: new Date(row.acknowledged_at),
            by: row.acknowledged_by ?? 'Somebody who left',
            note: row.note,
          }
        : null,
    })),
    activity: filter.view === 'activity' ? { ...tellActivity(activity), ...daysOf(filter, today) } : null,
  };
}
export type SecurityEvent = ReturnType<typeof tellSecurity>['events'][number];

const daysOf = ({ from, to }: SecurityFilter, today: string) => ({
  from: from ?? dayKey(new Date(Date.parse(`${today}T12:00:00Z`) - 29 * 86_400_000), 'UTC'),
  to: to ?? today,
});

/** Who did how much at which hour of the day, when most was done, and what of the system was used. */
export function tellActivity(rows: readonly ActivityRow[]) {
  const people = new Map<string, { id: string; name: string; hours: number[]; total: number }>();
  const hours = Array.from({ length: 24 }, () => 0);
  const parts = new Map<Area, number>();
  for (const { user_id: id, who, hour, area, n } of rows) {
    const count = Number(n);
    const person = people.get(id) ?? {
      ...{ id, name: who ?? 'Somebody who left', total: 0 },
      hours: Array.from({ length: 24 }, () => 0),
    };
    person.hours[hour] = (person.hours[hour] ?? 0) + count;
    person.total += count;
    people.set(id, person);
    hours[hour] = (hours[hour] ?? 0) + count;
    const part = areas.find((one) => one === area.replace(partMark, ''));
    if (part) parts.set(part, (parts.get(part) ?? 0) + count);
  }
  const busiest = Math.max(0, ...hours);
  return {
    people: [...people.values()].sort((one, other) => other.total - one.total),
    hours,
    /** The hour of the day when most was done; null where nothing was. */
    peak: busiest === 0 ? null : { hour: hours.indexOf(busiest), n: busiest },
    parts: [...parts].map(([area, n]) => ({ area, n })).sort((one, other) => other.n - one.n),
  };
}
export type Activity = ReturnType<typeof tellActivity>;
