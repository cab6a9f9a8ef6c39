import 'server-only';
import { actAs, escalate } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { recordExport } from '@/lib/audit/record-export';
import { exportReady } from '../alert-kinds';
import { listNamed } from '../lists';
import { keptDays } from '../schema';
import { readWork, saveWork, type Work } from './export-run';

/** Offers the file, says so in the audit trail in its person's name, and tells them. False where the run lost it. */
export async function finishExport(work: Work, now: Date): Promise<boolean> {
  const row = await readWork(work);
  if (!row?.madeAs) return false;
  const { companyId, userId, list, filter, format, keptRows } = row;
  const fileParts = format === 'csv' ? row.rowParts : row.fileParts;
  const actor = { role: row.madeAs, companyId, userId };
  return actAs(actor, async (tx) => {
    const offered = await escalate(actor, tx, () =>
      saveWork(tx, work, {
        status: 'ready',
        fileParts,
        finishedAt: now,
        expiresAt: new Date(now.getTime() + keptDays * 86_400_000),
      }),
    );
    if (!offered) return false;
    await recordExport(tx, { list, filter, format, rows: keptRows });
    const about = { exportId: row.id, list: listNamed(list)?.label ?? list, rows: keptRows };
    await escalate(actor, tx, () => raiseAlert(tx, exportReady, { companyId, about, userId }));
    return true;
  });
}
