import 'server-only';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { passkeys } from '@/db/schema/passkeys';
import { memberships, sessions, users } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { actAs } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { gate } from './gate';

/**
 * Takes the second step, passkeys too, from a login that nobody else can help, by whoever runs the installation; its sessions end. Returns whether it
 * had one.
 */
export async function forgetSecondFactor(email: string): Promise<boolean> {
  return actAs(gate('forget-second-step', {}), async (tx) => {
    const person = tx.select({ id: users.id }).from(users).where(eq(users.email, email.trim().toLowerCase()));
    const codes = await tx
      .delete(secondFactors)
      .where(inArray(secondFactors.userId, person))
      .returning({ userId: secondFactors.userId });
    const keys = await tx
      .delete(passkeys)
      .where(inArray(passkeys.userId, person))
      .returning({ userId: passkeys.userId });
    const [gone] = [...codes, ...keys];
    if (!gone) return false;
    await tx
      .update(sessions)
      .set({ endedAt: sql`now()` as unknown as Date })
      .where(and(eq(sessions.userId, gone.userId), isNull(sessions.endedAt)));
    const [first] = await tx
      .select({ companyId: memberships.companyId })
      .from(memberships)
      .where(eq(memberships.userId, gone.userId))
      .orderBy(memberships.createdAt)
      .limit(1);
    const entry = { category: 'security', action: 'second_step_forgotten', detail: gone } as const;
    await recordAudit(tx, { ...entry, ...(first && { companyId: first.companyId }) });
    return true;
  });
}
