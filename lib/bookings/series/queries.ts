import 'server-only';
import { preparedText } from '@/db/prepared';
import { formatEventTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { type Measure, sayProblems } from '../capacity/rules';
import type { Status } from '../rules';
import type { Rhythm } from './rules';

type MemberRow = {
  series_id: string;
  rhythm: Rhythm;
  id: string;
  position: number;
  planned_on: string;
  own: boolean;
  status: Status;
  starts_at: Date | string;
  ends_at: Date | string;
  reference: string;
};

/** All bookings of the series that a booking is of, in their order; none where it is of none. */
export const askSeries = preparedText<MemberRow>(
  `select s.series_id, r.rhythm, b.id, s.position, to_char(s.planned_on, 'YYYY-MM-DD') as planned_on, s.own, b.status, b.starts_at,
    b.ends_at, b.reference
  from series_bookings s
    join booking_series r on r.company_id = s.company_id and r.id = s.series_id
    join bookings b on b.company_id = s.company_id and b.id = s.booking_id
  where s.company_id = nullif(current_setting('app.company_id', true), '')::uuid
    and s.series_id = (select me.series_id from series_bookings me where me.booking_id = $1::uuid
      and me.company_id = nullif(current_setting('app.company_id', true), '')::uuid)
  order by s.position`,
  ['id'],
);

export function tellSeries(rows: readonly MemberRow[]) {
  const [first] = rows;
  return (
    first && {
      id: first.series_id,
      rhythm: first.rhythm,
      members: rows.map(({ id, position, own, status, reference, ...row }) => ({
        ...{ id, position, own, status, reference },
        plannedOn: row.planned_on,
        startsAt: new Date(row.starts_at),
        endsAt: new Date(row.ends_at),
      })),
    }
  );
}

export type Series = NonNullable<ReturnType<typeof tellSeries>>;

type ConflictRow = {
  start: string;
  exists: boolean;
  past: boolean;
  measures: Measure[] | null;
  reference: string | null;
  event: string | null;
  starts_at: Date | string | null;
  ends_at: Date | string | null;
};

/** What stands against an event at several times on the company's clock, each without the booking that it is of. */
export const askConflicts = preparedText<ConflictRow>(
  `with times as (
    select t.n, to_char(t.starts, 'YYYY-MM-DD"T"HH24:MI') as start, t.booking, c.id as company, c.time_zone as zone,
      t.starts at time zone c.time_zone as starts, t.ends at time zone c.time_zone as ends, t.starts as local
    from unnest($1::timestamp[], $2::timestamp[], $3::uuid[]) with ordinality t(starts, ends, booking, n)
      join companies c on c.id = nullif(current_setting('app.company_id', true), '')::uuid
  )
  select t.start, (t.starts at time zone t.zone) = t.local as exists, t.starts <= $7::timestamptz as past,
    (select jsonb_agg(jsonb_build_object('kind', m.kind, 'used', m.used, 'asked', m.asked, 'most', m.most,
        'day', to_char(m.day, 'YYYY-MM-DD'), 'detail', m.detail, 'over', m.over, 'worse', m.worse))
      from capacity_of(t.company, t.booking, t.starts, t.ends, $4::int, $5::text) m where m.over and m.worse) as measures,
    h.reference, h.event_name as event, h.starts_at, h.ends_at
  from times t left join lateral (
    select b.reference, b.event_name, b.starts_at, b.ends_at from bookings b
    where b.company_id = t.company and b.venue_key = venue_key_of($6::text) and b.status in ('confirmed', 'in_progress')
      and b.id is distinct from t.booking and tstzrange(b.starts_at, b.ends_at) && tstzrange(t.starts, t.ends) limit 1
  ) h on true
  order by t.n`,
  ['starts', 'ends', 'bookings', 'guests', 'style', 'venue', 'now'],
);

/** The same in sentences, by the local start that was asked about. */
export function tellConflicts(rows: readonly ConflictRow[], venue: string, where: Locality) {
  return rows.map(({ start, exists, past, measures, reference, event, starts_at, ends_at }) => ({
    start,
    problems: [
      ...(exists ? [] : ['The clock skips this time.']),
      ...(past ? ['This time lies in the past.'] : []),
      ...(reference && starts_at && ends_at
        ? [
            `${venue} is taken by ${reference} “${event}”, ${formatEventTime(
              { startsAt: new Date(starts_at), endsAt: new Date(ends_at) },
              where,
            )}.`,
          ]
        : []),
      ...sayProblems(measures ?? [], where.locale),
    ],
  }));
}
