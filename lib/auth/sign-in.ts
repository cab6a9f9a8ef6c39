import 'server-only';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { memberships, sessions, users } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { actAs, type Origin, type Tx } from '@/db/session';
import { type Identity, visit } from '@/db/visit';
import { foldFlood } from '@/lib/audit/fold-flood';
import { recordAudit } from '@/lib/audit/record-audit';
import { addressKey } from '@/lib/platform/caller';
import { now } from '@/lib/platform/clock';
import { cleanLine } from '@/lib/platform/text';
import { accountKey, knownDevice } from './device';
import { gate } from './gate';
import { findLogin, openSession, opensHere } from './open-session';
import { checkPassword, longestPassword, TooBusy } from './password';
import { readPending, writePending } from './pending-sign-in';
import { countAttempt, forgetAttempts, giveBack, type Limit } from './rate-limit';
import { type CodeAnswer, takeCode } from './second-factor';

/**
 * Guesses within a quarter of an hour. Tight for one address at one account, and for a browser that has signed in
 * there before; high for an account and for an address as a whole, so that nobody's guesses lock out anybody else.
 */
const windowSeconds = 15 * 60;
const mostGuesses = { pair: 10, device: 10, account: 100, address: 100 };

/** Failed attempts that the trail keeps one by one in a minute. */
const fold = foldFlood(60);

export type SignInResult =
  | { ok: true; sessionId: string; userId: string }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'busy' }
  /** The password was right; `pending` and a code open the session. */
  | { ok: false; reason: 'second_step'; pending: string }
  | { ok: false; reason: 'too_many'; retryAfter: number };

/**
 * Checks an e-mail address and password and opens a session, or asks for the second step where the person has one. Wrong address, wrong password and disabled
 * person give the same answer after the same work. Failed attempts are limited per account and per address;
 * `device` is the cookie of a browser that signed in there before, which only its own guesses lock. Successes
 * and failures are in the audit trail, what was typed is not.
 */
export async function signInWithPassword(
  credentials: { email: string; password: string; userAgent?: string; device?: string },
  origin: Origin,
  at = now(),
): Promise<SignInResult> {
  const email = cleanLine(credentials.email).toLowerCase().slice(0, 254);
  const limits = limitsOf(email, { device: credentials.device, ip: origin.ip ?? 'unknown' });
  const known = await actAs(gate('sign-in', origin), async (tx) => {
    const attempts = [];
    for (const limit of limits) attempts.push(await countAttempt(tx, limit));
    const [user] = await tx
      .select({
        id: users.id,
        hash: users.passwordHash,
        epoch: users.epoch,
        companyId: memberships.companyId,
      })
      .from(users)
      .innerJoin(memberships, eq(memberships.userId, users.id))
      .innerJoin(companies, eq(companies.id, memberships.companyId))
      .where(and(eq(users.email, email), isNull(users.disabledAt), opensHere()))
      .orderBy(asc(memberships.createdAt))
      .limit(1);
    return { user, refused: attempts.find((attempt) => !attempt.allowed) };
  });
  if (known.refused) {
    await recordFailure('sign_in_limited', known.user, origin);
    return { ok: false, reason: 'too_many', retryAfter: known.refused.retryAfter };
  }
  const fits = await checkPassword(
    known.user?.hash,
    credentials.password.slice(0, longestPassword + 1),
  ).catch((error: unknown) => {
    if (error instanceof TooBusy) return 'busy';
    throw error;
  });
  if (fits === 'busy') {
    // Nothing was looked at, so nothing was guessed.
    await actAs(gate('sign-in', origin), (tx) => giveAllBack(tx, limits));
    return { ok: false, reason: 'busy' };
  }
  if (!fits || !known.user || credentials.password.length > longestPassword) {
    await recordFailure('sign_in_failed', known.user, origin);
    return { ok: false, reason: 'wrong' };
  }
  const { id: userId, epoch, companyId } = known.user;
  const { userAgent } = credentials;
  return actAs(gate('sign-in', origin), async (tx) => {
    const [own, ...shared] = limits;
    if (own) await forgetAttempts(tx, own.key);
    await giveAllBack(tx, shared);
    // Asked now and not with the password: a step may have been turned on meanwhile, which holds the person as well.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('share');
    if (await asksForStep(tx, userId))
      return {
        ok: false,
        reason: 'second_step',
        pending: writePending({ userId, epoch, email, by: 'password' }, at),
      };
    return {
      ok: true,
      userId,
      sessionId: await openSession(tx, { userId, epoch, companyId, userAgent, by: 'password' }),
    };
  });
}

/** Whether a password alone isn't enough: where there are codes, and where a passkey is what a company asks for. */
export async function asksForStep(tx: Tx, userId: string): Promise<boolean> {
  const [asked] = await tx.execute<{ step: boolean }>(sql`select exists (
      select from ${secondFactors} where ${secondFactors.userId} = ${userId}::uuid)
    or (has_second_step(${userId}::uuid) and exists (
      select from ${memberships} join ${companies} on ${companies.id} = ${memberships.companyId}
      where ${memberships.userId} = ${userId}::uuid and ${memberships.role} = any (${companies.secondFactorRoles}))) as step`);
  return asked?.step !== false;
}

export type SecondStepResult =
  | { ok: true; sessionId: string; userId: string }
  | { ok: false; reason: 'start_over' | Exclude<CodeAnswer, { ok: true }>['reason'] };

/** The second step: opens the session of whose password, or code of the portal, was right before, by a code of their app. */
export async function signInWithCode(
  { pending, code, userAgent }: { pending: string; code: string; userAgent?: string },
  origin: Origin,
  at: Date,
): Promise<SecondStepResult> {
  const started = readPending(pending, at);
  if (!started) return { ok: false, reason: 'start_over' };
  const { userId, epoch, by } = started;
  const stillThere = async (tx: Tx) => {
    const login = await findLogin(tx, userId);
    return login?.epoch === epoch ? login : undefined;
  };
  const before = await actAs(gate('sign-in', origin), stillThere);
  if (!before) return { ok: false, reason: 'start_over' };
  const answer = await takeCode({ userId, code, companyId: before.companyId }, origin, at);
  if (!answer.ok) return { ok: false, reason: answer.reason };
  return actAs(gate('sign-in', origin), async (tx) => {
    // Their password may have changed, or their access ended, while the code was looked at.
    const still = await stillThere(tx);
    if (!still) return { ok: false, reason: 'start_over' };
    const { companyId } = still;
    return {
      ok: true,
      userId,
      sessionId: await openSession(tx, { userId, epoch, companyId, userAgent, by }),
    };
  });
}

/** The limits that one attempt counts for, the tightest first. */
function limitsOf(email: string, { device, ip }: { device: string | undefined; ip: string }): Limit[] {
  const account = accountKey(email);
  const browser = knownDevice(email, device);
  if (browser) return [{ key: `sign-in-device:${browser}`, limit: mostGuesses.device, windowSeconds }];
  const address = addressKey(ip);
  return [
    { key: `sign-in:${account}:${address}`, limit: mostGuesses.pair, windowSeconds },
    { key: `sign-in-account:${account}`, limit: mostGuesses.account, windowSeconds },
    { key: `sign-in-from:${address}`, limit: mostGuesses.address, windowSeconds },
  ];
}

async function giveAllBack(tx: Tx, limits: readonly Limit[]): Promise<void> {
  for (const { key } of limits) await giveBack(tx, key);
}

/** What was typed isn't kept: people type their password where the address belongs. */
async function recordFailure(
  action: 'sign_in_failed' | 'sign_in_limited',
  user: { id: string; companyId: string } | undefined,
  origin: Origin,
): Promise<void> {
  const kept = fold();
  if (!kept) return;
  await actAs(gate('sign-in', origin), (tx) =>
    recordAudit(tx, {
      category: 'security',
      action,
      detail: { ...(user ? { userId: user.id } : {}), ...kept },
      companyId: user?.companyId,
    }),
  );
}

/** Whether the demo company is in this database. */
export async function hasDemoCompany(): Promise<boolean> {
  const [found] = await actAs(gate('sign-in', {}), (tx) =>
    tx.select({ id: companies.id }).from(companies).where(eq(companies.isDemo, true)).limit(1),
  );
  return found !== undefined;
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
  await actAs(gate('sign-in', origin), async (tx) => {
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
