import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { imports } from '@/db/schema/imports';
import { actAs, escalate } from '@/db/session';
import { type Manager, takeStep } from '../load';

const atOnce = 200;

/**
 * Takes the next rows of an import back, each as far as nothing changed since; those that stay say why. Gives whether
 * there are more.
 */
export function undoRows(actor: Manager, importId: string): Promise<boolean> {
  return actAs(actor, async (tx) => {
    if (!(await takeStep(tx, importId, 'undoing'))) return false;
    const [row] = await escalate(actor, tx, () =>
      tx.execute<{ n: number }>(sql`select take_import_back(${importId}::uuid, ${atOnce}) as n`),
    );
    const looked = row?.n ?? 0;
    await tx
      .update(imports)
      .set(looked === 0 ? { status: 'undone' } : { doneRows: sql`${imports.doneRows} + ${looked}` })
      .where(eq(imports.id, importId));
    return looked > 0;
  });
}
