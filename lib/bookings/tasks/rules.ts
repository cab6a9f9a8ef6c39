import type { taskAnchors, taskRoles, taskUnits } from '@/db/enums';
import type { Decision } from '@/lib/platform/errors';
import { type Status, statusWords } from '../rules';

export type DueRule = {
  /** Negative: before. */
  dueAmount: number;
  dueUnit: (typeof taskUnits)[number];
  dueFrom: (typeof taskAnchors)[number];
};

/** "3 days before the start", "at the confirmation". */
export function sayRule({ dueAmount, dueUnit, dueFrom }: DueRule): string {
  const count = Math.abs(dueAmount);
  if (count === 0) return `at the ${dueFrom}`;
  const unit = count === 1 ? dueUnit.slice(0, -1) : dueUnit;
  return `${count} ${unit} ${dueAmount < 0 ? 'before' : 'after'} the ${dueFrom}`;
}

/** Whether a booking's tasks may be added to and changed; after the event there is still work, after a cancellation none. */
export function mayWork(status: Status): Decision {
  if (status !== 'cancelled') return { ok: true };
  return { ok: false, code: 'conflict', reason: `A ${statusWords[status]} booking has nothing left to do.` };
}

type Dated = { dueAt: Date | null; doneAt: Date | null };

/** Whether a task's time is over and it isn't done. */
export const isOverdue = ({ dueAt, doneAt }: Dated, now: Date): boolean =>
  !doneAt && dueAt !== null && dueAt < now;

type Usual = DueRule & { title: string; forRole: (typeof taskRoles)[number] | null };

/** What nearly every caterer does for an event, to begin a checklist with; the company changes it as it likes. */
export const usualTasks: readonly Usual[] = [
  {
    title: 'Ask for the deposit',
    forRole: 'manager',
    dueAmount: 1,
    dueUnit: 'days',
    dueFrom: 'confirmation',
  },
  { title: 'Plan the staff', forRole: 'manager', dueAmount: -10, dueUnit: 'days', dueFrom: 'start' },
  { title: 'Get the final count', forRole: 'manager', dueAmount: -7, dueUnit: 'days', dueFrom: 'start' },
  {
    title: 'Go through diets and allergies',
    forRole: null,
    dueAmount: -5,
    dueUnit: 'days',
    dueFrom: 'start',
  },
  { title: 'Order the ingredients', forRole: null, dueAmount: -4, dueUnit: 'days', dueFrom: 'start' },
  { title: 'Set equipment aside', forRole: 'staff', dueAmount: -1, dueUnit: 'days', dueFrom: 'start' },
  { title: 'Load the van', forRole: 'driver', dueAmount: -4, dueUnit: 'hours', dueFrom: 'start' },
  { title: 'Count the equipment back in', forRole: 'staff', dueAmount: 1, dueUnit: 'days', dueFrom: 'start' },
];
