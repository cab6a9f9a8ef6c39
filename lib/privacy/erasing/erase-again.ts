import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { customers } from '@/db/schema/people';
import { erasures } from '@/db/schema/privacy';
import { actAs } from '@/db/session';
import { listCompanies } from '@/lib/inngest/list-companies';
import { reconcilePacked } from './empty-packed';
import { emptyRows, finishErasure } from './erase';
import { type Erased, readErased } from './erased-list';

type Again = { done: number; refused: { customerId: string; why: string }[] };

/**
 * After a backup was put back: anonymises everybody again who was anonymised since it was made, and empties packed months again,
 * whichever of rows and files is of the later night. Who can't be now, since what
 * was settled meanwhile is open again in the backup, is told and left to a person.
 */
export async function eraseAgain(now: Date): Promise<Again> {
  const again: Again = { done: 0, refused: [] };
  for (const erased of await readErased()) {
    const why = await eraseOne(erased, now);
    if (why === 'done') again.done += 1;
    else if (why) again.refused.push({ customerId: erased.customerId, why });
  }
  for (const companyId of await listCompanies('anonymising after a restore'))
    await reconcilePacked(companyId);
  return again;
}

/** "done", why not, or nothing where there is nobody to anonymise. */
async function eraseOne({ companyId, customerId, why }: Erased, now: Date): Promise<string | undefined> {
  const actor = { role: 'system', companyId, name: 'anonymising after a restore' } as const;
  const id = v7();
  try {
    const wanted = await actAs(actor, async (tx) => {
      const [person] = await tx
        .select({ gone: customers.anonymisedAt })
        .from(customers)
        .where(eq(customers.id, customerId));
      if (!person || person.gone) return false;
      // What the backup holds of an attempt that wasn't done goes on under its own row.
      const [open] = await tx
        .select({ id: erasures.id })
        .from(erasures)
        .where(eq(erasures.customerId, customerId));
      if (!open)
        await tx
          .insert(erasures)
          .values({ id, companyId, customerId, why, label: sql`'set by the database'` });
      return open?.id ?? id;
    });
    if (!wanted) return undefined;
    await emptyRows({ companyId, erasureId: wanted });
    await finishErasure({ companyId, erasureId: wanted }, now);
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
