import 'server-only';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { exports } from '@/db/schema/exports';
import { type Actor, actAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { exportFailed } from '../alert-kinds';
import type { ExportRef } from '../events';
import { removeParts } from '../keeping/parts';
import { listNamed } from '../lists';
import { underWay } from '../schema';

export type Export = typeof exports.$inferSelect;
/** The run that makes a file; what it writes counts only while the row is its own. */
export type Work = ExportRef & { run: string };

export const systemOf = ({ companyId }: { companyId: string }): Actor => ({
  role: 'system',
  companyId,
  name: 'exports',
});

/** After so long without a word its run is lost. */
const silentMs = 3 * 60_000;

/**
 * Takes an export on, for one run at a time. The same run goes on where its last part ended; another one takes it over
 * from a run that fell silent, and begins anew. False where there is nothing to do.
 */
export async function takeExport({ companyId, exportId, run }: Work, now: Date): Promise<boolean> {
  return actAs(systemOf({ companyId }), async (tx) => {
    const [row] = await tx.select().from(exports).where(eq(exports.id, exportId)).for('update');
    if (!row || !underWay.includes(row.status as 'waiting')) return false;
    if (row.status === 'working' && row.run === run) return true;
    if (row.status === 'working' && row.beatAt && now.getTime() - row.beatAt.getTime() < silentMs)
      return false;
    await removeParts(row);
    await tx
      .update(exports)
      .set({
        ...{ status: 'working', run, beatAt: now, generation: row.generation + 1, madeAs: null },
        ...{
          rowParts: 0,
          fileParts: 0,
          keptRows: 0,
          doneRows: 0,
          bytes: 0,
          place: null,
          estimatedRows: null,
        },
      })
      .where(eq(exports.id, exportId));
    return true;
  });
}

const ofRun = ({ exportId, run }: Work) =>
  and(eq(exports.id, exportId), eq(exports.run, run), eq(exports.status, 'working'));

/** The row, while the run has it. */
export async function readWork(work: Work): Promise<Export | undefined> {
  const [row] = await actAs(systemOf(work), (tx) => tx.select().from(exports).where(ofRun(work)));
  return row;
}

/** Writes how far it is. False where the run has lost it meanwhile: cancelled, or taken over. */
export async function keepWork(
  work: Work,
  set: Partial<typeof exports.$inferInsert>,
  only?: SQL,
): Promise<boolean> {
  return actAs(systemOf(work), (tx) => saveWork(tx, work, set, only));
}

export async function saveWork(
  tx: Tx,
  work: Work,
  set: Partial<typeof exports.$inferInsert>,
  only?: SQL,
): Promise<boolean> {
  const saved = await tx
    .update(exports)
    .set({ ...set, beatAt: sql`now()` as unknown as Date })
    .where(and(ofRun(work), only))
    .returning({ id: exports.id });
  return saved.length > 0;
}

/** Ends it with a reason that its person can read, and tells them. */
export async function failExport({ companyId, exportId }: ExportRef, why: string, now: Date): Promise<void> {
  await actAs(systemOf({ companyId }), async (tx) => {
    const [row] = await tx
      .update(exports)
      .set({ status: 'failed', problem: why, finishedAt: now })
      .where(and(eq(exports.id, exportId), inArray(exports.status, underWay)))
      .returning({ list: exports.list, userId: exports.userId });
    if (!row) return;
    const list = listNamed(row.list)?.label ?? row.list;
    const about = { exportId, list, why };
    await raiseAlert(tx, exportFailed, { companyId, about, userId: row.userId });
  });
}
