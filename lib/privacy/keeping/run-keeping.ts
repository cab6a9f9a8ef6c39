import 'server-only';
import { asc, lt, sql } from 'drizzle-orm';
import { bookingPhotos } from '@/db/schema/photos';
import { privacySettings } from '@/db/schema/privacy';
import { actAs } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { removeFiles } from '@/lib/menu/pictures/keep-files';
import { emptyPacked } from '../erasing/empty-packed';
import { type KeepingKind, keepingRules, oldBefore } from './rules';

/** Rows of one transaction, and how many of them one night does for a rule. */
const atOnce = 500;
const mostBatches = 200;

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'retention' }) as const;

/** Files go before their rows: what a process that dies leaves is a row that the next night takes. */
async function removePhotos(companyId: string, before: Date): Promise<void> {
  const rows = await actAs(systemOf(companyId), (tx) =>
    tx
      .select({ id: bookingPhotos.id })
      .from(bookingPhotos)
      .where(lt(bookingPhotos.createdAt, before))
      .orderBy(asc(bookingPhotos.createdAt))
      .limit(atOnce),
  );
  for (const { id } of rows) await removeFiles(companyId, id);
}

async function forget(companyId: string, kind: KeepingKind, before: Date, batches: number): Promise<number> {
  let gone = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    if (kind === 'photos') await removePhotos(companyId, before);
    const [row] = await actAs(systemOf(companyId), (tx) =>
      tx.execute<{ n: number }>(
        sql`select forget_old(${kind}, ${before.toISOString()}::timestamptz, ${atOnce}, false) as n`,
      ),
    );
    gone += row?.n ?? 0;
    if ((row?.n ?? 0) < atOnce) break;
  }
  return gone;
}

/**
 * Takes away what the company keeps for so long only, in batches, and tells the trail once what went. Gives how many rows by
 * rule; nothing where the company set nothing.
 */
export async function runKeeping(
  companyId: string,
  now: Date,
  { batches = mostBatches } = {},
): Promise<Partial<Record<KeepingKind, number>>> {
  const [settings] = await actAs(systemOf(companyId), (tx) => tx.select().from(privacySettings));
  const gone: Partial<Record<KeepingKind, number>> = {};
  for (const { kind, field } of keepingRules) {
    const months = settings?.[field];
    if (!months) continue;
    const n = await forget(companyId, kind, oldBefore(months, now), batches);
    if (n > 0) gone[kind] = n;
  }
  if (Object.keys(gone).length > 0)
    await actAs(systemOf(companyId), (tx) =>
      recordAudit(tx, { category: 'system', action: 'old_data_removed', detail: gone }),
    );
  // Last: another process may be at it, and what waits is done by the next night at the latest.
  await emptyPacked(companyId);
  return gone;
}
