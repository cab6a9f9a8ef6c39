import 'server-only';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { sessions, users } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { actAs, type Origin, type Tx } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { Refusal, refuseField } from '@/lib/platform/errors';
import { appAddress, newRecoveryCodes, newSecret, recoveryHash, stepOf } from './codes';
import { gate } from './gate';
import { mustKnowPassword } from './password-proof';
import { mustBeWithin } from './rate-limit';
import { mustTakeCode, secretSeal } from './second-factor';

/** Whose second step it is, in which session and company. */
type Own = { userId: string; sessionId: string; companyId: string };

/** Minutes that a shown QR code can be confirmed. */
const offerMinutes = 30;
const offered = z.object({ secret: z.string(), until: z.number() });
const ownerOf = ({ userId, sessionId }: Own) => `${userId} ${sessionId}`;

/** A secret to set an app up with. It stands nowhere until a code of it is given back, in the same session. */
export function offerSecondFactor(own: Own, email: string, at: Date) {
  const secret = newSecret();
  const until = at.getTime() + offerMinutes * 60_000;
  return {
    secret,
    address: appAddress(secret, email),
    offer: secretSeal.seal(JSON.stringify({ secret, until }), ownerOf(own)),
  };
}

function readOffer(own: Own, offer: string, at: Date): string {
  const text = secretSeal.unseal(offer, ownerOf(own));
  const read = text === undefined ? undefined : offered.parse(JSON.parse(text));
  if (!read || read.until <= at.getTime())
    throw new Refusal('conflict', 'This QR code is too old. Reload the page for a new one.');
  return read.secret;
}

/** Turns the second step on, once the app shows the right code. Every other session ends. Gives the recovery codes. Throws Refusal. */
export async function turnOnSecondFactor(
  { offer, code, ...own }: Own & { offer: string; code: string },
  origin: Origin,
  at: Date,
): Promise<string[]> {
  const limit = { key: `second-step-offer:${own.userId}`, limit: 20, windowSeconds: 15 * 60 };
  await mustBeWithin(limit, 'Too many codes were tried. Wait 15 minutes, then try again.');
  const secret = readOffer(own, offer, at);
  const step = stepOf(secret, code.replace(/\s/g, ''), at);
  if (step === undefined)
    throw refuseField(
      'code',
      'This isn’t the code that the app shows now. Check that your phone’s clock is right.',
    );
  const codes = newRecoveryCodes();
  const { userId, sessionId } = own;
  await actAs(gate('second step', origin), async (tx) => {
    // A sign-in by the password alone comes before this, and is ended by it, or after it, and is asked for a code.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
    const made = await tx
      .insert(secondFactors)
      .values({
        userId,
        secretSealed: secretSeal.seal(secret, userId),
        lastStep: step,
        recoveryHashes: codes.map((one) => recoveryHash(userId, one)),
      })
      .onConflictDoNothing()
      .returning({ userId: secondFactors.userId });
    if (made.length === 0)
      throw new Refusal('conflict', 'You have a second step already. Turn it off first.');
    await tx
      .update(sessions)
      .set({ endedAt: sql`now()` as unknown as Date })
      .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId), isNull(sessions.endedAt)));
    await note(tx, own, 'second_step_on');
  });
  return codes;
}

/** Turns it off, for who knows the password and has a code. Throws Refusal. */
export async function turnOffSecondFactor(
  { password, code, ...own }: Own & { password: string; code: string },
  origin: Origin,
  at: Date,
): Promise<void> {
  await mustKnowPassword({ userId: own.userId, password, field: 'password' }, origin);
  await mustTakeCode({ ...own, code }, origin, at);
  await actAs(gate('second step', origin), async (tx) => {
    await tx.delete(secondFactors).where(eq(secondFactors.userId, own.userId));
    await note(tx, own, 'second_step_off');
  });
}

/** New recovery codes in place of those that are left, for who has a code. Throws Refusal. */
export async function renewRecoveryCodes(
  { code, ...own }: Own & { code: string },
  origin: Origin,
  at: Date,
): Promise<string[]> {
  await mustTakeCode({ ...own, code }, origin, at);
  const codes = newRecoveryCodes();
  const { userId } = own;
  await actAs(gate('second step', origin), async (tx) => {
    await tx
      .update(secondFactors)
      .set({ recoveryHashes: codes.map((one) => recoveryHash(userId, one)) })
      .where(eq(secondFactors.userId, userId));
    await note(tx, own, 'recovery_codes_made');
  });
  return codes;
}

const note = (tx: Tx, { userId, companyId }: Own, action: string) =>
  recordAudit(tx, { category: 'security', action, detail: { userId }, companyId });
