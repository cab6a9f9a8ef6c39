import 'server-only';
import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { importRows, imports } from '@/db/schema/imports';
import { actAs } from '@/db/session';
import { undoDays } from '../schema';

/** Erases what files brought along, and what can't be taken back any more; gives how many imports it was. */
export function forgetImports(companyId: string, now: Date): Promise<number> {
  const before = new Date(now.getTime() - undoDays * 86_400_000);
  return actAs({ role: 'system', companyId, name: 'forget imports' }, async (tx) => {
    const old = await tx
      .select({ id: imports.id })
      .from(imports)
      .where(lt(imports.createdAt, before))
      .limit(100);
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await tx
      .delete(importRows)
      .where(and(eq(importRows.companyId, companyId), inArray(importRows.importId, ids)));
    await tx.delete(imports).where(and(eq(imports.companyId, companyId), inArray(imports.id, ids)));
    return ids.length;
  });
}

/** Imports whose work somebody has to go on with: the event was lost, or the process that did it. */
export function findUnderWay(companyId: string) {
  return actAs({ role: 'system', companyId, name: 'imports' }, (tx) =>
    tx
      .select({ importId: imports.id, step: imports.status })
      .from(imports)
      .where(
        sql`${imports.companyId} = ${companyId} and ${imports.status} in ('checking', 'writing', 'undoing')`,
      ),
  );
}
