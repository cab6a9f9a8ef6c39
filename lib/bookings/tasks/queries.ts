import 'server-only';
import { asc } from 'drizzle-orm';
import type { taskRoles } from '@/db/enums';
import { prepared, preparedText } from '@/db/prepared';
import { taskTemplates } from '@/db/schema/tasks';

/** The company's checklist, in the order of its days. */
export const askTemplates = prepared((db) =>
  db
    .select({
      id: taskTemplates.id,
      title: taskTemplates.title,
      forRole: taskTemplates.forRole,
      eventType: taskTemplates.eventType,
      serviceStyle: taskTemplates.serviceStyle,
      dueFrom: taskTemplates.dueFrom,
      dueAmount: taskTemplates.dueAmount,
      dueUnit: taskTemplates.dueUnit,
      version: taskTemplates.version,
    })
    .from(taskTemplates)
    .orderBy(
      asc(taskTemplates.dueFrom),
      asc(taskTemplates.dueUnit),
      asc(taskTemplates.dueAmount),
      asc(taskTemplates.title),
    ),
);

type TaskRole = (typeof taskRoles)[number];

type TaskRow = {
  id: string;
  title: string;
  for_role: TaskRole | null;
  assignee_id: string | null;
  assignee: string | null;
  due_at: Date | string | null;
  due_from: 'start' | 'confirmation' | null;
  due_amount: number | null;
  due_unit: 'hours' | 'days' | null;
  pinned: boolean;
  done_at: Date | string | null;
  done_by: string | null;
  version: string | number;
};

/** The tasks of one booking: what is open by its date, then what is done. */
export const askTasks = preparedText<TaskRow>(
  `select t.id, t.title, t.for_role, t.assignee_id, a.name as assignee, t.due_at, t.due_from, t.due_amount, t.due_unit, t.pinned,
    t.done_at, d.name as done_by, t.version
  from booking_tasks t left join users a on a.id = t.assignee_id left join users d on d.id = t.done_by
  where t.booking_id = $1::uuid and t.dropped_at is null
  order by t.done_at nulls first, t.due_at nulls last, t.title, t.id limit 400`,
  ['id'],
);

const instant = (at: Date | string | null) => (at === null ? null : new Date(at));

export function tellTasks(rows: readonly TaskRow[]) {
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    forRole: row.for_role,
    assigneeId: row.assignee_id,
    assignee: row.assignee,
    dueAt: instant(row.due_at),
    rule:
      row.due_from && row.due_unit && row.due_amount !== null
        ? { dueFrom: row.due_from, dueUnit: row.due_unit, dueAmount: row.due_amount }
        : null,
    pinned: row.pinned,
    doneAt: instant(row.done_at),
    doneBy: row.done_by,
    version: Number(row.version),
  }));
}

export type BookingTask = ReturnType<typeof tellTasks>[number];

/** As many as Today shows of one's own, and of the others'. */
export const shownToday = 8;

type TodayRow = {
  id: string;
  title: string;
  due_at: Date | string;
  mine: boolean;
  for_role: TaskRole | null;
  assignee: string | null;
  booking_id: string;
  event: string;
};

const todayColumns = `t.id, t.title, t.due_at, t.for_role, u.name as assignee, t.booking_id, b.event_name as event`;
const me = `nullif(current_setting('app.user_id', true), '')::uuid`;
const todayRows = (whose: string, mine: boolean) => `(select ${todayColumns}, ${mine} as mine
  from booking_tasks t join bookings b on b.company_id = t.company_id and b.id = t.booking_id left join users u on u.id = t.assignee_id
  where ${whose} and t.done_at is null and t.dropped_at is null and t.due_at < (select until from place)
  order by t.due_at, t.id limit ${shownToday + 1})`;

/** What is due by the end of the company's day or overdue, the oldest first: one's own, then the others'. */
export const askTasksToday = preparedText<TodayRow>(
  `with place as (
    select ((($1::timestamptz at time zone c.time_zone)::date + 1)::timestamp at time zone c.time_zone) as until
    from companies c where c.id = nullif(current_setting('app.company_id', true), '')::uuid
  )
  ${todayRows(`t.assignee_id = ${me}`, true)}
  union all ${todayRows(`t.assignee_id is distinct from ${me}`, false)}`,
  ['now'],
);

export function tellTasksToday(rows: readonly TodayRow[]) {
  const told = rows.map(({ due_at, for_role, booking_id, ...row }) => ({
    ...row,
    dueAt: new Date(due_at),
    forRole: for_role,
    bookingId: booking_id,
  }));
  const part = (mine: boolean) => told.filter((row) => row.mine === mine);
  return {
    tasks: [...part(true).slice(0, shownToday), ...part(false).slice(0, shownToday)],
    more: part(true).length > shownToday || part(false).length > shownToday,
  };
}

export type TasksToday = ReturnType<typeof tellTasksToday>;
