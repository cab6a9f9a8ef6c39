import 'server-only';
import { sql } from 'drizzle-orm';
import { actAs } from '@/db/session';
import { undoDays } from './schema';

/**
 * Forgets what the records of a company's merges were, once it can't be taken back any more; that they were merged
 * stays known. Gives how many merges it was.
 */
export function forgetMerges(companyId: string, now: Date): Promise<number> {
  const before = new Date(now.getTime() - undoDays * 86_400_000).toISOString();
  return actAs({ role: 'system', companyId, name: 'forget merges' }, async (tx) => {
    const [row] = await tx.execute<{ n: number }>(sql`select forget_merges(${before}::timestamptz) as n`);
    return row?.n ?? 0;
  });
}
