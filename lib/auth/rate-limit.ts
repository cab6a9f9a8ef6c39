import 'server-only';
import { sql } from 'drizzle-orm';
import { rateLimits } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';

export type Limit = { key: string; limit: number; windowSeconds: number };
export type Allowance = { allowed: boolean; retryAfter: number };

const quarter = 15 * 60;
const day = 24 * 3600;

/**
 * How often strangers may have something sent to a contact, `to`: few times from one address, so that it takes a crowd to use up
 * what the contact gets; that is no more than a phone or a mailbox bears.
 */
export const sentTo = (use: string, { to, from }: { to: string; from: string }): Limit[] => [
  { key: `${use}:${to}:${from}`, limit: 3, windowSeconds: quarter },
  { key: `${use}-day:${to}:${from}`, limit: 8, windowSeconds: day },
  { key: `${use}-to:${to}`, limit: 30, windowSeconds: 3600 },
  { key: `${use}-to-day:${to}`, limit: 60, windowSeconds: day },
];

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
