import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { memberships } from '@/db/schema/people';
import { bookingTasks } from '@/db/schema/tasks';
import type { Tx } from '@/db/session';
import { may } from '@/lib/auth/permissions';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { loadPricing } from '@/lib/pricing/queries';
import { lockBooking } from '../load';
import { toInstant } from '../local-time';
import { mayWork } from './rules';
import { layInput, newTask, taskEdit, type taskForm, taskId, taskTick } from './schema';

type Typed = z.output<typeof taskForm>;

/** Lays the company's checklist onto a booking; what it has of it already stays as it is. Answers how many were added. */
export const layTasks = command({
  name: 'lay checklist',
  permission: 'bookings.update',
  input: layInput,
  output: z.object({ added: z.number() }),
  write: async (tx, { bookingId }) => {
    const { status } = await lockBooking(tx, bookingId);
    mustAllow(mayWork(status));
    const [row] = await tx.execute<{ n: number }>(sql`select lay_tasks(${bookingId}::uuid) as n`);
    return { added: row?.n ?? 0 };
  },
});

/** Adds a task of a person's own making. A date that isn't pinned moves with the event. */
export const addTask = command({
  name: 'add task',
  permission: 'bookings.update',
  input: newTask,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { bookingId, ...typed }, { companyId, userId }) => {
    const { status } = await lockBooking(tx, bookingId);
    mustAllow(mayWork(status));
    const task = { ...(await readTyped(tx, typed)), companyId, bookingId, createdBy: userId };
    const [row] = await tx.insert(bookingTasks).values(task).returning({ id: bookingTasks.id });
    return { id: row?.id ?? '' };
  },
});

/** Saves what was typed; another date takes the task off its rule. Refuses what somebody else changed meanwhile. */
export const editTask = command({
  name: 'edit task',
  permission: 'bookings.update',
  input: taskEdit,
  output: z.object({ version: z.number() }),
  write: async (tx, { id, version, ...typed }) => {
    const stored = await lockTask(tx, id);
    if (stored.version !== version)
      throw new Refusal('conflict', 'Someone else changed this task meanwhile. Look at it again.');
    const next = await readTyped(tx, typed);
    const keepsRule = !next.pinned && next.dueAt?.getTime() === stored.dueAt?.getTime();
    const [row] = await tx
      .update(bookingTasks)
      .set(keepsRule ? next : { ...next, dueFrom: null, dueAmount: null, dueUnit: null })
      .where(eq(bookingTasks.id, id))
      .returning({ version: bookingTasks.version });
    return { version: row?.version ?? version };
  },
});

/** Ticks a task in one's own name, or takes the tick back; twice is once. */
export const tickTask = command({
  name: 'tick task',
  permission: 'tasks.tick',
  input: taskTick,
  output: nothing,
  write: async (tx, { id, done }, { userId }, at) => {
    const stored = await lockTask(tx, id);
    if ((stored.doneAt !== null) === done) return;
    await tx
      .update(bookingTasks)
      .set(done ? { doneAt: at, doneBy: userId } : { doneAt: null, doneBy: null })
      .where(eq(bookingTasks.id, id));
  },
});

/** Takes a task off its booking; twice is once. */
export const removeTask = command({
  name: 'remove task',
  permission: 'bookings.update',
  input: taskId,
  output: nothing,
  write: async (tx, { id }) => {
    await tx.delete(bookingTasks).where(eq(bookingTasks.id, id));
  },
});

async function lockTask(tx: Tx, id: string) {
  const [row] = await tx.select().from(bookingTasks).where(eq(bookingTasks.id, id)).for('update');
  if (!row) throw notFound('task');
  if (row.droppedAt) mustAllow(mayWork('cancelled'));
  return row;
}

async function readTyped(tx: Tx, { title, assigneeId, dueAt: local, pinned }: Typed) {
  const { timeZone } = await loadPricing(tx);
  const dueAt = local === null ? null : toInstant(local, timeZone);
  if (dueAt === undefined)
    throw refuseField('dueAt', 'This time doesn’t exist on the company’s clock. Choose another.');
  if (assigneeId) await requirePerson(tx, assigneeId);
  return { title, assigneeId, dueAt, pinned };
}

async function requirePerson(tx: Tx, userId: string): Promise<void> {
  const [row] = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  if (!row || !may(row.role, 'events.attend'))
    throw refuseField('assigneeId', 'Choose somebody of the office.');
}
