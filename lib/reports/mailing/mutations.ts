import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { reportSchedules } from '@/db/schema/reports';
import type { Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { askNarrowed } from '../narrowed-queries';
import { mayRead } from '../screens';
import { type Narrowed, pauseInput, removeInput, scheduleInput } from './schema';

/** What a report is narrowed to has to be the company's own. */
async function requireThere(tx: Tx, { customer, venue, category, dish }: Narrowed): Promise<void> {
  const [names] = await askNarrowed(tx, {
    customer: customer ?? null,
    venue: venue ?? null,
    category: category ?? null,
    dish: dish ?? null,
  });
  if (customer && !names?.customer) throw notFound('customer');
  if (category && !names?.category) throw notFound('category');
  if (dish && !names?.dish) throw notFound('dish');
}

/** Each is drawn and mailed by itself, so that more than anybody reads would keep everybody else's waiting. */
export const mostSchedules = 50;

/** Has a report mailed to oneself. The same report of the same and in the same rhythm again sets another hour. */
export const scheduleReport = command({
  name: 'schedule report',
  permission: 'reports.open',
  input: scheduleInput,
  output: nothing,
  write: async (tx, { report, every, hour, narrowed: asked }, { companyId, userId, role }) => {
    if (!mayRead(role, report)) throw new Refusal('forbidden', 'Only a manager can have this report mailed.');
    // Categories are of the menu.
    const { category: _, ...narrowed } = asked;
    await requireThere(tx, asked);
    // Of two at the same moment the second counts the first.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`reports by mail ${companyId} ${userId}`}, 0))`,
    );
    await tx
      .insert(reportSchedules)
      .values({
        ...{ companyId, userId, report, every, hour },
        narrowed: report === 'menu' ? asked : narrowed,
      })
      .onConflictDoUpdate({
        target: [
          reportSchedules.companyId,
          reportSchedules.userId,
          reportSchedules.report,
          reportSchedules.every,
          reportSchedules.narrowed,
        ],
        set: { hour, paused: false },
      });
    const mailed = await tx.$count(reportSchedules, eq(reportSchedules.userId, userId));
    if (mailed > mostSchedules)
      throw new Refusal(
        'conflict',
        `${mostSchedules} reports are mailed to you. End one that you don’t read.`,
      );
  },
});

/** Stops the mails of a schedule, or lets them come again. */
export const pauseSchedule = command({
  name: 'pause report',
  permission: 'reports.open',
  input: pauseInput,
  output: nothing,
  write: async (tx, { id, paused }) => {
    const changed = await tx
      .update(reportSchedules)
      .set({ paused })
      .where(eq(reportSchedules.id, id))
      .returning({ id: reportSchedules.id });
    if (changed.length === 0) throw notFound('scheduled report');
  },
});

export const removeSchedule = command({
  name: 'remove report',
  permission: 'reports.open',
  input: removeInput,
  output: nothing,
  write: async (tx, { id }) => {
    const gone = await tx
      .delete(reportSchedules)
      .where(eq(reportSchedules.id, id))
      .returning({ id: reportSchedules.id });
    if (gone.length === 0) throw notFound('scheduled report');
  },
});
