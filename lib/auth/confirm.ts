import 'server-only';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { sessions } from '@/db/schema/people';
import { actAs, type Origin } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { Refusal } from '@/lib/platform/errors';
import { gate } from './gate';
import { type PasskeyAnswer, takePasskey } from './passkeys/take-passkey';
import { mustKnowPassword } from './password-proof';
import { hasSecondFactor, mustTakeCode } from './second-factor';

type Own = { userId: string; sessionId: string; companyId: string };

/**
 * Notes that the person of a session proved anew who they are: by a code where they have a second step, else by their password.
 * Throws Refusal, its field being `proof`.
 */
export async function confirmIdentity(
  { userId, sessionId, companyId, proof }: Own & { proof: string },
  origin: Origin,
  at: Date,
): Promise<void> {
  if (await hasSecondFactor(userId, origin))
    await mustTakeCode({ userId, code: proof, companyId }, origin, at);
  else await mustKnowPassword({ userId, password: proof, field: 'proof' }, origin);
  await noteConfirmed({ userId, sessionId, companyId }, origin);
}

/** The same by a passkey of theirs, whose device checked that it is them; gives what became of it. Throws Refusal for a session that ended. */
export async function confirmByPasskey(
  { response, ticket, ...own }: Own & { response: unknown; ticket: string | undefined },
  origin: Origin,
  at: Date,
): Promise<PasskeyAnswer> {
  const { userId, sessionId } = own;
  const answer = await takePasskey(
    { purpose: 'confirm', bound: sessionId, userId, response, ticket },
    origin,
    at,
  );
  if (answer.ok) await noteConfirmed(own, origin);
  return answer;
}

async function noteConfirmed({ userId, sessionId, companyId }: Own, origin: Origin): Promise<void> {
  await actAs(gate('confirm', origin), async (tx) => {
    const [confirmed] = await tx
      .update(sessions)
      .set({ confirmedAt: sql`now()` as unknown as Date })
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)))
      .returning({ userId: sessions.userId });
    if (!confirmed) throw new Refusal('unauthenticated', 'You are signed out. Sign in and try again.');
    await recordAudit(tx, {
      category: 'activity',
      action: 'identity_confirmed',
      detail: { userId },
      companyId,
    });
  });
}
