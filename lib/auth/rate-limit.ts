import 'server-only';
import { sql } from 'drizzle-orm';
import { rateLimits } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';

export type Limit = { key: string; limit: number; windowSeconds: number };
export type Allowance = { allowed: boolean; retryAfter: number };

/**
 * Counts one attempt of `key` and says whether it is within `limit` per `windowSeconds`. Shared by all
 * processes through the database; needs a transaction of the `auth` actor.
 */
export async function countAttempt(tx: Tx, { key, limit, windowSeconds }: Limit): Promise<Allowance> {
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

/** Counts one attempt in a transaction of its own. Throws Refusal `rate_limited` with the sentence beyond the limit. */
export async function mustBeWithin(limit: Limit, sentence: string): Promise<void> {
  const { allowed, retryAfter } = await actAs({ role: 'auth', name: 'rate limit' }, (tx) =>
    countAttempt(tx, limit),
  );
  if (!allowed) throw new Refusal('rate_limited', sentence, { retryAfter });
}

/** Forgets the attempts of a key, after a success. */
export async function forgetAttempts(tx: Tx, key: string): Promise<void> {
  await tx.delete(rateLimits).where(sql`${rateLimits.key} = ${key}`);
}

/** Takes back one counted attempt, which turned out to be none. */
export async function giveBack(tx: Tx, key: string): Promise<void> {
  await tx
    .update(rateLimits)
    .set({ count: sql`greatest(0, ${rateLimits.count} - 1)` })
    .where(sql`${rateLimits.key} = ${key}`);
}
