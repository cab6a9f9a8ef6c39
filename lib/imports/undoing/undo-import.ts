import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { imports } from '@/db/schema/imports';
import { actAs } from '@/db/session';
import { rooms } from '../import-rooms';
import { type Manager, takeStep } from '../load';

const atOnce = 200;

/**
 * Takes the next rows of an import back, each as far as nothing changed since; those that stay say why. Gives whether
 * there are more.
 */
export function undoRows(actor: Manager, importId: string): Promise<boolean> {
  return actAs(actor, async (tx) => {
    const found = await takeStep(tx, importId, 'undoing');
    if (!found) return false;
    const looked = await rooms[found.kind].undo(tx, actor, importId, atOnce);
    await tx
      .update(imports)
      .set(looked === 0 ? { status: 'undone' } : { doneRows: sql`${imports.doneRows} + ${looked}` })
      .where(eq(imports.id, importId));
    return looked > 0;
  });
}
