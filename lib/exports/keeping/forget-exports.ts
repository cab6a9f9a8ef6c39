import 'server-only';
import { and, eq, inArray, lt, lte, or, sql } from 'drizzle-orm';
import { exports } from '@/db/schema/exports';
import { actAs } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { exportSettled } from '@/lib/alerts/happenings';
import { systemOf } from '../making/export-run';
import { listedDays, underWay } from '../schema';
import { removeParts } from './parts';

const atOnce = 100;

/**
 * Deletes the files whose time is over and what is left of those that were cancelled or failed, then their lines after a
 * month. Gives how many it went through. The file goes before its row says so: what is offered is there, what is gone
 * can't be left behind.
 */
export async function forgetExports(companyId: string, now: Date): Promise<number> {
  const rows = await actAs(systemOf({ companyId }), (tx) =>
    tx
      .select()
      .from(exports)
      .where(
        or(
          and(eq(exports.status, 'ready'), lte(exports.expiresAt, now)),
          and(
            inArray(exports.status, ['failed', 'cancelled']),
            sql`${exports.rowParts} + ${exports.fileParts} > 0`,
          ),
          and(
            lt(exports.createdAt, new Date(now.getTime() - listedDays * 86_400_000)),
            inArray(exports.status, ['failed', 'cancelled', 'expired']),
          ),
        ),
      )
      .limit(atOnce),
  );
  const old = now.getTime() - listedDays * 86_400_000;
  for (const row of rows) {
    await removeParts(row);
    await actAs(systemOf({ companyId }), async (tx) => {
      const same = and(eq(exports.id, row.id), eq(exports.status, row.status));
      await endAlerts(tx, companyId, exportSettled(row.id));
      if (row.status === 'ready')
        await tx.update(exports).set({ status: 'expired', rowParts: 0, fileParts: 0 }).where(same);
      else if (row.createdAt.getTime() < old) await tx.delete(exports).where(same);
      else await tx.update(exports).set({ rowParts: 0, fileParts: 0 }).where(same);
    });
  }
  return rows.length;
}

/** Exports that nobody has begun for a minute, or whose run fell silent. */
export function findLost(companyId: string, now: Date): Promise<{ exportId: string }[]> {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  return actAs(systemOf({ companyId }), (tx) =>
    tx
      .select({ exportId: exports.id })
      .from(exports)
      .where(
        and(
          inArray(exports.status, underWay),
          or(
            and(eq(exports.status, 'waiting'), lt(exports.createdAt, before(1))),
            and(eq(exports.status, 'working'), lt(exports.beatAt, before(4))),
          ),
        ),
      )
      .limit(atOnce),
  );
}
