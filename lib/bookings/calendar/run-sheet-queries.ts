import 'server-only';
import { preparedText } from '@/db/prepared';
import type { Tx } from '@/db/session';
import { readCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import { cursorValues, type Way } from '@/lib/platform/keyset';
import type { Status } from '../rules';
import type { RunSheetFilter } from './calendar-filter';

/** Events on a page of the sheet: more than a team does in a day. */
const pageSize = 50;

type Row = {
  id: string;
  reference: string;
  name: string;
  status: Status;
  starts_at: Date | string;
  ends_at: Date | string;
  arrived_at: Date | string | null;
  venue: string;
  address: string | null;
  latitude: number | null;
  longitude: number | null;
  guests: number;
  dietary: string | null;
  wishes: string | null;
  /** What it is a part of. */
  occasion: string | null;
  customer: string;
  phone: string | null;
  team: string[];
  waiting: { party: 'kitchen' | 'service' | 'driver'; number: number }[];
  photos: { id: string; by: string; at: string }[];
  tasks: { id: string; title: string; done: boolean; due: string | null; assignee: string | null }[];
};

/**
 * The agreed events that are on today by the company's clock, with what the people on the road need; one that began
 * yesterday and goes on is among them, and one that is still on after its end, until it is completed.
 */
const sheetText = (way: Way) => {
  const back = way === 'before';
  return `with place as (
    select c.id, c.time_zone as zone, ($1::timestamptz at time zone c.time_zone)::date as today from companies c
    where c.id = nullif(current_setting('app.company_id', true), '')::uuid
  ), span as (
    select *, today::timestamp at time zone zone as since, (today + 1)::timestamp at time zone zone as until from place
  )
  select b.id, b.reference, b.event_name as name, b.status, b.starts_at, b.ends_at, b.arrived_at, b.venue,
    b.venue_address as address, b.latitude, b.longitude, coalesce(b.guaranteed_guests, b.guests) as guests, b.dietary,
    b.special_requests as wishes, (select o.name from occasions o where o.company_id = b.company_id and o.id = b.occasion_id) as occasion,
    c.name as customer, c.phone,
    coalesce((select jsonb_agg(u.name order by u.name, u.id) from booking_staff t join users u on u.id = t.user_id
      where t.company_id = b.company_id and t.booking_id = b.id), '[]') as team,
    coalesce((select jsonb_agg(jsonb_build_object('party', n.party, 'number', n.number) order by n.party)
      from (select party, max(number) as number from version_notices where company_id = b.company_id and booking_id = b.id
        and acknowledged_at is null group by party) n), '[]') as waiting,
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'by', u.name, 'at', p.created_at) order by p.created_at, p.id)
      from booking_photos p join users u on u.id = p.created_by
      where p.company_id = b.company_id and p.booking_id = b.id and p.removed_at is null), '[]') as photos,
    coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'title', k.title, 'done', k.done_at is not null, 'due', k.due_at,
        'assignee', (select u.name from users u where u.id = k.assignee_id)) order by k.due_at, k.title, k.id)
      from booking_tasks k where k.company_id = b.company_id and k.booking_id = b.id and k.dropped_at is null
        and coalesce(k.due_at, b.starts_at) < (select until from span)
        and (k.done_at is null or coalesce(k.due_at, b.starts_at) >= (select since from span))), '[]') as tasks
  from bookings b
  join customers c on c.company_id = b.company_id and c.id = b.customer_id
  where b.starts_at < (select until from span) and b.starts_at > (select since - interval '25 hours' from span)
    and b.status in ('confirmed', 'in_progress', 'completed')
    and (b.ends_at > (select since from span) or b.status = 'in_progress')
    and (not $2::boolean or exists (select from booking_staff t where t.company_id = b.company_id and t.booking_id = b.id
    and t.user_id = nullif(current_setting('app.user_id', true), '')::uuid))
    ${way ? `and (b.starts_at, b.id) ${back ? '<' : '>'} ($3::timestamptz, $4::uuid)` : ''}
  order by b.starts_at ${back ? 'desc' : ''}, b.id ${back ? 'desc' : ''} limit ${pageSize + 1}`;
};
const sheetOf = (way: Way) =>
  preparedText<Row>(sheetText(way), ['now', 'mine', ...(way ? ['placeValue', 'placeId'] : [])]);
const turns = { begin: sheetOf(null), after: sheetOf('after'), before: sheetOf('before') };

export function askRunSheet(tx: Tx, filter: RunSheetFilter, now: Date) {
  const { from, way } = readTurn(filter, readCursor);
  return turns[way ?? 'begin'](tx, {
    now: now.toISOString(),
    mine: filter.mine === true,
    ...cursorValues(from),
  });
}

export function tellRunSheet(found: readonly Row[], filter: RunSheetFilter) {
  const { way } = readTurn(filter, readCursor);
  const events = found.map(({ starts_at, ends_at, arrived_at, ...row }) => ({
    ...row,
    startsAt: new Date(starts_at),
    endsAt: new Date(ends_at),
    arrivedAt: arrived_at === null ? null : new Date(arrived_at),
  }));
  const { rows, ...around } = turnPage(events, {
    size: pageSize,
    way,
    cursorOf: ({ startsAt, id }) => writeCursor({ at: startsAt, id }),
  });
  return { events: rows, ...around };
}

export type SheetEvent = ReturnType<typeof tellRunSheet>['events'][number];
