import 'server-only';
import { preparedText } from '@/db/prepared';

type Row = {
  id: string;
  title: string;
  due_at: Date | string | null;
  done: boolean;
  booking_id: string;
  event: string;
  starts_at: Date | string;
};

/** More than anybody does in a day. */
const most = 100;

const columns = `t.id, t.title, t.due_at, t.done_at is not null as done, t.booking_id, b.event_name as event, b.starts_at`;
/** To the kitchen and the road their policy shows what is theirs alone; others see what waits for them. */
const theirs = `(t.for_role = $1::text or current_user = 'cater_' || $1::text) and t.dropped_at is null
  and b.status in ('confirmed', 'in_progress', 'completed')`;

/**
 * The tasks of whoever works in the kitchen or on the road, for a day of the company ("2026-12-12"; without one its today): what is
 * due on it, done or not, and what has no date on the day of its event; today also what is overdue, or was and is done by now.
 */
export const askSheetTasks = preparedText<Row>(
  `with place as (
    select c.time_zone as zone, coalesce($2::text::date, ($3::timestamptz at time zone c.time_zone)::date) as day,
      ($3::timestamptz at time zone c.time_zone)::date as today
    from companies c where c.id = nullif(current_setting('app.company_id', true), '')::uuid
  ), span as (
    select day = today as now, day::timestamp at time zone zone as since, (day + 1)::timestamp at time zone zone as until from place
  )
  (select ${columns} from booking_tasks t join bookings b on b.company_id = t.company_id and b.id = t.booking_id
    where ${theirs} and t.due_at < (select until from span) and t.due_at >= (select since from span))
  union all (select ${columns} from booking_tasks t join bookings b on b.company_id = t.company_id and b.id = t.booking_id
    where ${theirs} and t.done_at is null and (select now from span) and t.due_at < (select since from span)
    order by t.due_at desc limit ${most})
  union all (select ${columns} from booking_tasks t join bookings b on b.company_id = t.company_id and b.id = t.booking_id
    where ${theirs} and (select now from span) and t.done_at >= (select since from span)
      and t.due_at < (select since from span) and t.due_at >= (select since - interval '30 days' from span))
  union all (select ${columns} from bookings b join booking_tasks t on t.company_id = b.company_id and t.booking_id = b.id
    where ${theirs} and t.due_at is null and b.starts_at >= (select since from span) and b.starts_at < (select until from span))
  order by done, due_at nulls last, title, id limit ${most}`,
  ['party', 'day', 'now'],
);

/** What is open first, by when it is due. */
export const tellSheetTasks = (rows: readonly Row[]) =>
  rows.map(({ due_at, booking_id, starts_at, ...row }) => ({
    ...row,
    dueAt: due_at === null ? null : new Date(due_at),
    bookingId: booking_id,
    startsAt: new Date(starts_at),
  }));

export type SheetTask = ReturnType<typeof tellSheetTasks>[number];
