import 'server-only';
import { sql } from 'drizzle-orm';
import { rateLimits, sessions } from '@/db/schema/people';
import { signInCodes } from '@/db/schema/sign-in-codes';
import { actAs } from '@/db/session';

/** Days that an ended or expired session is kept, for who asks what happened. */
const keptDays = 30;

/** Deletes counters whose window is over and sessions that ended long ago, and clients' codes of before yesterday. Returns how many of each. */
export async function sweepSignIns(now: Date): Promise<{ limits: number; sessions: number }> {
  const at = sql`${now.toISOString()}::timestamptz`;
  return actAs({ role: 'auth', name: 'sweep-sign-ins' }, async (tx) => {
    const limits = await tx
      .delete(rateLimits)
      .where(sql`${rateLimits.resetsAt} <= ${at}`)
      .returning({ key: rateLimits.key });
    const ended = await tx
      .delete(sessions)
      .where(
        sql`least(${sessions.expiresAt}, ${sessions.endedAt}) < ${at} - make_interval(days => ${keptDays})`,
      )
      .returning({ id: sessions.id });
    // Who they went to is of no use any more.
    await tx.delete(signInCodes).where(sql`${signInCodes.createdAt} < ${at} - interval '1 day'`);
    return { limits: limits.length, sessions: ended.length };
  });
}
