import 'server-only';
import { and, eq, ne, sql } from 'drizzle-orm';
import { erasures } from '@/db/schema/privacy';
import { actAs } from '@/db/session';
import { removeFile } from '@/lib/comments/files/keep-file';
import { removeParts } from '@/lib/exports/keeping/parts';
import { removeFiles } from '@/lib/menu/pictures/keep-files';
import type { ErasureRef } from '../events';
import { emptyPacked } from './empty-packed';
import { rememberErased } from './erased-list';

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'anonymising' }) as const;

/**
 * Empties all rows of an erasure in one transaction; gives whether it was done by this. Throws what the database refuses:
 * something came in the way since it was asked for.
 */
export function emptyRows({ companyId, erasureId }: ErasureRef): Promise<boolean> {
  return actAs(systemOf(companyId), async (tx) => {
    const [row] = await tx.execute<{ counts: unknown }>(
      sql`select erase_person(${erasureId}::uuid) as counts`,
    );
    return row?.counts != null;
  });
}

/** Removes the files that went with the rows, empties packed months, then says that all is done. Once more changes nothing. */
export async function finishErasure({ companyId, erasureId }: ErasureRef, now: Date): Promise<boolean> {
  const actor = systemOf(companyId);
  const [row] = await actAs(actor, (tx) => tx.select().from(erasures).where(eq(erasures.id, erasureId)));
  if (row?.state !== 'emptied') return false;
  for (const id of row.files?.photos ?? []) await removeFiles(companyId, id);
  for (const file of row.files?.comments ?? []) await removeFile(companyId, file);
  for (const file of row.files?.exports ?? []) await removeParts({ companyId, ...file });
  await emptyPacked(companyId);
  await rememberErased({ companyId, customerId: row.customerId, why: row.why, at: now.toISOString() });
  const done = await actAs(actor, (tx) =>
    tx
      .update(erasures)
      .set({ state: 'done', doneAt: now, files: null })
      .where(and(eq(erasures.id, erasureId), eq(erasures.state, 'emptied')))
      .returning({ id: erasures.id }),
  );
  return done.length > 0;
}

/** Erasures of a company that aren't done: their event or their process was lost. */
export function findUndone(companyId: string): Promise<string[]> {
  return actAs(systemOf(companyId), async (tx) => {
    const rows = await tx
      .select({ id: erasures.id })
      .from(erasures)
      .where(and(ne(erasures.state, 'done'), sql`${erasures.askedAt} < now() - interval '1 minute'`))
      .limit(50);
    return rows.map(({ id }) => id);
  });
}
