import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { memberships, sessions, users } from '@/db/schema/people';
import { type Actor, actAs, type Origin } from '@/db/session';
import { type Identity, visit } from '@/db/visit';
import { recordAudit } from '@/lib/audit/record';
import { cleanLine } from '@/lib/platform/text';
import { checkPassword, longestPassword } from './password';
import { countAttempt, forgetAttempts } from './rate-limit';

/** Guesses per account and per address within a quarter of an hour. */
const window = { windowSeconds: 15 * 60 };
const perAccount = 10;
const perAddress = 100;

/** Days that a signed-in browser is remembered. */
const sessionDays = 14;

export type SignInResult =
  | { ok: true; sessionId: string; userId: string }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'too_many'; retryAfter: number };

const gate = (origin: Origin): Actor => ({ role: 'auth', name: 'sign-in', ...origin });

/**
 * Checks an e-mail address and password and opens a session. Wrong address, wrong password and disabled
 * person give the same answer after the same work. Attempts are limited per account and per address;
 * successes and failures are in the audit trail.
 */
export async function signInWithPassword(
  credentials: { email: string; password: string; userAgent?: string },
  origin: Origin,
): Promise<SignInResult> {
  const email = cleanLine(credentials.email).toLowerCase().slice(0, 254);
  const known = await actAs(gate(origin), async (tx) => {
    const account = await countAttempt(tx, { key: `sign-in:${email}`, limit: perAccount, ...window });
    const address = await countAttempt(tx, {
      key: `sign-in-from:${origin.ip}`,
      limit: perAddress,
      ...window,
    });
    const [user] = await tx
      .select({
        id: users.id,
        hash: users.passwordHash,
        epoch: users.epoch,
        companyId: memberships.companyId,
      })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .where(and(eq(users.email, email), isNull(users.disabledAt)))
      .orderBy(asc(memberships.createdAt))
      .limit(1);
    return { user, refused: [account, address].find((attempt) => !attempt.allowed) };
  });
  if (known.refused) {
    await actAs(gate(origin), (tx) =>
      recordAudit(tx, {
        category: 'security',
        action: 'sign_in_limited',
        detail: { email },
        companyId: known.user?.companyId,
      }),
    );
    return { ok: false, reason: 'too_many', retryAfter: known.refused.retryAfter };
  }
  const fits =
    (await checkPassword(known.user?.hash, credentials.password.slice(0, longestPassword + 1))) &&
    credentials.password.length <= longestPassword;
  if (!fits || !known.user) {
    await actAs(gate(origin), (tx) =>
      recordAudit(tx, {
        category: 'security',
        action: 'sign_in_failed',
        detail: { email },
        companyId: known.user?.companyId,
      }),
    );
    return { ok: false, reason: 'wrong' };
  }
  const { id: userId, epoch, companyId } = known.user;
  const sessionId = v7();
  await actAs(gate(origin), async (tx) => {
    await forgetAttempts(tx, `sign-in:${email}`);
    await tx.insert(sessions).values({
      id: sessionId,
      userId,
      companyId,
      epoch,
      expiresAt: sql`now() + make_interval(days => ${sessionDays})` as unknown as Date,
      userAgent: credentials.userAgent?.slice(0, 300),
    });
    await recordAudit(tx, {
      category: 'activity',
      action: 'signed_in',
      detail: { userId, sessionId },
      companyId,
    });
  });
  return { ok: true, sessionId, userId };
}

/**
 * Who a session is, as of now, or undefined when it was ended, has expired, or its person was disabled,
 * left the company or had their epoch raised.
 */
export async function identityOf(sessionId: string): Promise<Identity | undefined> {
  return (await visit(sessionId))?.identity;
}

/** Ends one session; a copied cookie is dead from then on. */
export async function endSession(sessionId: string, origin: Origin): Promise<void> {
  await actAs(gate(origin), async (tx) => {
    const [ended] = await tx
      .update(sessions)
      .set({ endedAt: sql`now()` as unknown as Date })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
      .returning({ userId: sessions.userId });
    if (!ended) return;
    const [member] = await tx
      .select({ companyId: memberships.companyId })
      .from(memberships)
      .where(eq(memberships.userId, ended.userId))
      .orderBy(asc(memberships.createdAt))
      .limit(1);
    await recordAudit(tx, {
      category: 'activity',
      action: 'signed_out',
      detail: { ...ended, sessionId },
      companyId: member?.companyId,
    });
  });
}
