import 'server-only';
import { and, eq, lt, sql } from 'drizzle-orm';
import { secondFactors } from '@/db/schema/second-factors';
import { actAs, type Origin, type Tx } from '@/db/session';
import { foldFlood } from '@/lib/audit/fold-flood';
import { recordAudit } from '@/lib/audit/record-audit';
import { Refusal, refuseField } from '@/lib/platform/errors';
import { sealing } from '@/lib/platform/seal-secrets';
import { readCode, recoveryHash, stepOf } from './codes';
import { gate } from './gate';
import { countAttempt, forgetAttempts, giveBack } from './rate-limit';

export const secretSeal = sealing('second step');

/** Codes that may be tried of one account: a few in a quarter of an hour, and so few a day that guessing takes years. */
const tries = ({ userId }: { userId: string }) => [
  { key: `second-step:${userId}`, limit: 5, windowSeconds: 15 * 60 },
  { key: `second-step-day:${userId}`, limit: 30, windowSeconds: 24 * 3600 },
];

/** Failed codes that the trail keeps one by one in a minute. */
const fold = foldFlood(60);

export type CodeAnswer =
  | { ok: true; by: 'app' | 'recovery' }
  | { ok: false; reason: 'wrong' | 'used' | 'none' }
  | { ok: false; reason: 'too_many'; retryAfter: number };

/**
 * Whether a code is of this person's second step, now. A code of the app is taken once, a recovery code as well; the same
 * at the same time is taken for one of both. What is tried counts, whatever becomes of it.
 */
export async function takeCode(
  { userId, code, companyId }: { userId: string; code: string; companyId: string | undefined },
  origin: Origin,
  at: Date,
): Promise<CodeAnswer> {
  const limits = tries({ userId });
  const refused = await actAs(gate('second step', origin), async (tx) => {
    const allowances = [];
    for (const limit of limits) allowances.push(await countAttempt(tx, limit));
    return allowances.find(({ allowed }) => !allowed);
  });
  const answer: CodeAnswer = refused
    ? { ok: false, reason: 'too_many', retryAfter: refused.retryAfter }
    : await actAs(gate('second step', origin), (tx) => judge(tx, { userId, code }, at));
  await actAs(gate('second step', origin), async (tx) => {
    const [few, many] = limits;
    if (answer.ok && few && many) {
      await forgetAttempts(tx, few.key);
      await giveBack(tx, many.key);
    }
    if (answer.ok && answer.by === 'app') return;
    const kept = answer.ok ? {} : fold();
    if (!kept) return;
    const action = answer.ok ? 'recovery_code_used' : 'second_step_failed';
    const detail = { userId, ...(answer.ok ? {} : { why: answer.reason }), ...kept };
    await recordAudit(tx, { category: 'security', action, detail, companyId });
  });
  return answer;
}

async function judge(
  tx: Tx,
  { userId, code }: { userId: string; code: string },
  at: Date,
): Promise<CodeAnswer> {
  const [factor] = await tx
    .select()
    .from(secondFactors)
    .where(eq(secondFactors.userId, userId))
    .for('update');
  if (!factor) return { ok: false, reason: 'none' };
  const read = readCode(code);
  if (read?.kind === 'app') {
    const secret = secretSeal.unseal(factor.secretSealed, userId);
    const step = secret === undefined ? undefined : stepOf(secret, read.code, at);
    if (step === undefined) return { ok: false, reason: 'wrong' };
    const taken = await tx
      .update(secondFactors)
      .set({ lastStep: step })
      .where(and(eq(secondFactors.userId, userId), lt(secondFactors.lastStep, step)))
      .returning({ step: secondFactors.lastStep });
    return taken.length > 0 ? { ok: true, by: 'app' } : { ok: false, reason: 'used' };
  }
  if (!read) return { ok: false, reason: 'wrong' };
  const hash = recoveryHash(userId, read.code);
  const taken = await tx
    .update(secondFactors)
    .set({ recoveryHashes: sql`array_remove(${secondFactors.recoveryHashes}, ${hash})` })
    .where(and(eq(secondFactors.userId, userId), sql`${hash} = any(${secondFactors.recoveryHashes})`))
    .returning({ userId: secondFactors.userId });
  return taken.length > 0 ? { ok: true, by: 'recovery' } : { ok: false, reason: 'wrong' };
}

const sentences = {
  wrong: 'This code isn’t right. Take the one that your app shows now, or a recovery code.',
  used: 'This code was used already. Wait for the next one.',
  none: 'You have no second step. Reload the page.',
  too_many: 'Too many codes were tried. Wait 15 minutes, then try again.',
} as const;

/** What is said of a code that wasn't taken. */
export const codeSentence = (reason: keyof typeof sentences): string => sentences[reason];

/** Takes a code of somebody who is signed in. Throws Refusal. */
export async function mustTakeCode(
  given: { userId: string; code: string; companyId: string },
  origin: Origin,
  at: Date,
): Promise<void> {
  const answer = await takeCode(given, origin, at);
  if (answer.ok) return;
  if (answer.reason === 'too_many')
    throw new Refusal('rate_limited', sentences.too_many, { retryAfter: answer.retryAfter });
  throw refuseField('code', sentences[answer.reason]);
}

/** Whether somebody has a second step. */
export async function hasSecondFactor(userId: string, origin: Origin): Promise<boolean> {
  const found = await actAs(gate('second step', origin), (tx) =>
    tx.select({ userId: secondFactors.userId }).from(secondFactors).where(eq(secondFactors.userId, userId)),
  );
  return found.length > 0;
}
