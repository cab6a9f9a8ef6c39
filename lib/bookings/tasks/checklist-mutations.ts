import 'server-only';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { taskTemplates } from '@/db/schema/tasks';
import { command, nothing } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { usualTasks } from './rules';
import { templateId, templateInput } from './schema';

/** What a checklist holds at most; each of them is a task of every event it fits. */
const most = 200;

/** Adds a task to the company's checklist or changes one. Bookings that have it already keep it as it was. */
export const saveTemplate = command({
  name: 'save checklist task',
  permission: 'settings.write',
  input: templateInput,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { id, version, amount, side, ...rule }, { companyId }) => {
    const values = { ...rule, dueAmount: side === 'before' && amount > 0 ? -amount : amount };
    if (!id) {
      if ((await tx.$count(taskTemplates)) >= most)
        throw new Refusal('conflict', `A checklist holds up to ${most} tasks. Remove one first.`);
      const [made] = await tx
        .insert(taskTemplates)
        .values({ ...values, companyId })
        .returning({ id: taskTemplates.id });
      return { id: made?.id ?? '' };
    }
    const [saved] = await tx
      .update(taskTemplates)
      .set(values)
      .where(and(eq(taskTemplates.id, id), eq(taskTemplates.version, version ?? 0)))
      .returning({ id: taskTemplates.id });
    if (saved) return saved;
    throw new Refusal('conflict', 'Someone else changed or removed this task meanwhile. Look at it again.');
  },
});

/** Takes a task off the checklist; bookings that have it keep it. Twice is once. */
export const removeTemplate = command({
  name: 'remove checklist task',
  permission: 'settings.write',
  input: templateId,
  output: nothing,
  write: async (tx, { id }) => {
    await tx.delete(taskTemplates).where(eq(taskTemplates.id, id));
  },
});

/** Begins an empty checklist with what is usual; one that has something stays as it is. */
export const startChecklist = command({
  name: 'start checklist',
  permission: 'settings.write',
  input: z.object({}),
  output: z.object({ added: z.number() }),
  write: async (tx, _input, { companyId }) => {
    if ((await tx.$count(taskTemplates)) > 0) return { added: 0 };
    await tx.insert(taskTemplates).values(usualTasks.map((task) => ({ ...task, companyId })));
    return { added: usualTasks.length };
  },
});
