import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { refusalOf } from '@/lib/platform/errors';

/** Does something, or takes it back and gives the sentence with which it was refused. A fault is thrown on. */
export async function withSavepoint(tx: Tx, work: () => Promise<void>): Promise<string | undefined> {
  await tx.execute(sql`savepoint follow`);
  try {
    await work();
    // What the database checks at the end of a transaction is checked here, where it can still be taken back.
    await tx.execute(sql`set constraints all immediate`);
    await tx.execute(sql`set constraints all deferred`);
    return undefined;
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    await tx.execute(sql`rollback to savepoint follow`);
    return refused.message;
  }
}
