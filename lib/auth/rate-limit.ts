import 'server-only';
import { sql } from 'drizzle-orm';
import { rateLimits } from '@/db/schema/people';
import type { Tx } from '@/db/session';

export type Allowance = { allowed: boolean; retryAfter: number };

/**
 * Counts one attempt of `key` and says whether it is within `limit` per `windowSeconds`. Shared by all
 * processes through the database; needs a transaction of the `auth` actor.
 */
export async function countAttempt(
  tx: Tx,
  { key, limit, windowSeconds }: { key: string; limit: number; windowSeconds: number },
): Promise<Allowance> {
  const fresh = sql`now() + make_interval(secs => ${windowSeconds})`;
  const [row] = await tx
    .insert(rateLimits)
    .values({ key, count: 1, resetsAt: fresh as unknown as Date })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        count: sql`case when ${rateLimits.resetsAt} <= now() then 1 else ${rateLimits.count} + 1 end`,
        resetsAt: sql`case when ${rateLimits.resetsAt} <= now() then ${fresh} else ${rateLimits.resetsAt} end`,
      },
    })
    .returning({
      count: rateLimits.count,
      seconds: sql<string>`extract(epoch from ${rateLimits.resetsAt} - now())`,
    });
  const count = row?.count ?? limit + 1;
  return {
    allowed: count <= limit,
    retryAfter: Math.max(1, Math.ceil(Number(row?.seconds ?? windowSeconds))),
  };
}

/** Forgets the attempts of a key, after a success. */
export async function forgetAttempts(tx: Tx, key: string): Promise<void> {
  await tx.delete(rateLimits).where(sql`${rateLimits.key} = ${key}`);
}
