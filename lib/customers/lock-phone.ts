import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';

/**
 * Who looks for the holder of a number and then gives it to somebody does so alone in the company until the transaction
 * ends: the constraint of the table holds one spelling, and a number may have two. `key` is the same for both (`phoneKey`).
 */
export async function lockPhone(tx: Tx, companyId: string, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${companyId}:${key}`}, 1))`);
}
