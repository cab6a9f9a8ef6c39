import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { alerts } from '@/db/schema/cases';
import { alertReads } from '@/db/schema/notifications';
import { escalate, type Tx } from '@/db/session';
import { reopenAlert, settleAlert } from '@/lib/alerts/alerts';
import { bulkIds, bulkOf, bulkResult, gone } from '@/lib/platform/bulk';
import { command } from '@/lib/platform/command';

const why = () => gone('notification');

/** Those of them that the actor is told of, with whether they are settled; asked with their own rights. */
async function seenBy(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .select({ id: alerts.id, companyId: alerts.companyId, clearedAt: alerts.clearedAt })
    .from(alerts)
    .where(inArray(alerts.id, ids))
    .orderBy(alerts.id);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Marks notifications as read or unread, for oneself only; what is so already is done. */
export const markNotifications = command({
  name: 'mark notifications',
  permission: 'alerts.read',
  input: z.object({ ids: bulkIds, read: z.boolean() }),
  output: bulkResult,
  write: async (tx, { ids, read }, { userId }) => {
    const seen = await seenBy(tx, ids);
    const rows = [...seen.values()].map(({ id: alertId, companyId }) => ({ companyId, userId, alertId }));
    if (rows.length > 0 && read) await tx.insert(alertReads).values(rows).onConflictDoNothing();
    if (rows.length > 0 && !read)
      await tx
        .delete(alertReads)
        .where(and(eq(alertReads.userId, userId), inArray(alertReads.alertId, [...seen.keys()])));
    return bulkOf(ids, new Set(seen.keys()), why);
  },
});

/** Says for everybody that somebody has seen to them, or takes that back. */
export const settleNotifications = command({
  name: 'settle notifications',
  permission: 'alerts.read',
  input: z.object({ ids: bulkIds, settled: z.boolean() }),
  output: bulkResult,
  write: async (tx, { ids, settled }, actor) => {
    const seen = await seenBy(tx, ids);
    const wanted = [...seen.values()].filter(({ clearedAt }) => (clearedAt === null) === settled);
    const done = new Set<string>();
    await escalate(actor, tx, async () => {
      for (const { id } of wanted) {
        if (settled) await settleAlert(tx, id);
        if (settled || (await reopenAlert(tx, id))) done.add(id);
      }
    });
    return bulkOf(ids, done, (id) => {
      if (!seen.has(id)) return why();
      return settled ? 'Somebody has seen to it already.' : 'It is open, or it has happened again since.';
    });
  },
});
