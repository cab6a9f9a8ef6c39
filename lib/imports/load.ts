import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { imports } from '@/db/schema/imports';
import { memberships } from '@/db/schema/people';
import { actAs, type OfficeActor, type Tx } from '@/db/session';

export type Import = typeof imports.$inferSelect;
export type Manager = OfficeActor;

/**
 * Whoever sent an import on, so that its work has their rights and the audit their name; undefined where they are no
 * manager of the company any more.
 */
export async function managerOf(companyId: string, importId: string): Promise<Manager | undefined> {
  return actAs({ role: 'system', companyId, name: 'imports' }, async (tx) => {
    const [found] = await tx
      .select({ userId: imports.sentBy })
      .from(imports)
      .innerJoin(
        memberships,
        and(
          eq(memberships.companyId, imports.companyId),
          eq(memberships.userId, imports.sentBy),
          eq(memberships.role, 'manager'),
        ),
      )
      .where(eq(imports.id, importId));
    return found && { role: 'manager', companyId, userId: found.userId };
  });
}

/** The import, for one worker at a time until the transaction ends; undefined where it isn't at this step. */
export async function takeStep(
  tx: Tx,
  importId: string,
  step: Import['status'],
): Promise<Import | undefined> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${importId}::text, 34))`);
  const [found] = await tx
    .select()
    .from(imports)
    .where(and(eq(imports.id, importId), eq(imports.status, step)));
  return found;
}
