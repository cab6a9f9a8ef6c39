import { z } from 'zod';
import { eventTypes, serviceStyles, taskAnchors, taskRoles, taskUnits } from '@/db/enums';
import { acrossFields } from '@/lib/platform/across-fields';
import { requiredText } from '@/lib/platform/text';
import { whole, wholeText } from '@/lib/platform/whole-number';

const title = requiredText({ missing: 'Say what has to be done.', most: 120 });
const emptyAsNone = <T extends readonly [string, ...string[]]>(values: T, error: string) =>
  z
    .enum(['', ...values], { error })
    .nullish()
    .transform((value) => (value || null) as T[number] | null);

/** The database holds the same (`task_templates_due_amount`). */
const amountBounds = {
  missing: 'Enter how many, 0 or more.',
  least: 0,
  most: 1000,
  tooLarge: 'The most is 1,000.',
};
const sides = ['before', 'after'] as const;

const rule = {
  title,
  forRole: emptyAsNone(taskRoles, 'Choose who does it.'),
  eventType: emptyAsNone(eventTypes, 'Choose a type from the list.'),
  serviceStyle: emptyAsNone(serviceStyles, 'Choose a style from the list.'),
  dueUnit: z.enum(taskUnits, { error: 'Choose hours or days.' }),
  side: z.enum(sides, { error: 'Choose before or after.' }),
  dueFrom: z.enum(taskAnchors, { error: 'Choose what it is reckoned from.' }),
};
/** `id`: of one that there is, with the version that its form was filled from. */
const edition = { id: z.uuid().optional(), version: z.number().int().min(1).optional() };

/** A task of the company's checklist. */
export const templateInput = z.object({ ...rule, amount: whole(amountBounds), ...edition });
/** The same as its form's fields hold it. */
export const templateForm = z.object({ ...rule, amount: wholeText(amountBounds) });
export const templateId = z.object({ id: z.uuid() });

const due = z
  .string()
  .nullish()
  .transform((text) => text?.slice(0, 16) || null)
  .refine((text) => text === null || /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text), 'Enter a day and a time.');

/** What somebody types of a task; `dueAt` on the company's clock. */
export const taskForm = z
  .object({
    title,
    assigneeId: z
      .union([z.literal(''), z.uuid()], { error: 'Choose somebody from the list.' })
      .nullish()
      .transform((id) => id || null),
    dueAt: due,
    /** Whether the date stays where the event moves. */
    pinned: z.boolean().default(false),
  })
  .check(
    acrossFields(['pinned', 'dueAt'], ({ pinned, dueAt }, refuse) => {
      if (pinned && dueAt === null) refuse('dueAt', 'Enter the date that it keeps.');
    }),
  );

export const newTask = z.intersection(taskForm, z.object({ bookingId: z.uuid() }));
export const taskEdit = z.intersection(
  taskForm,
  z.object({ id: z.uuid(), version: z.number().int().min(1) }),
);
export const taskTick = z.object({ id: z.uuid(), done: z.boolean() });
export const taskId = z.object({ id: z.uuid() });
export const layInput = z.object({ bookingId: z.uuid() });
