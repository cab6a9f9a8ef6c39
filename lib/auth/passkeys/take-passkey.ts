import 'server-only';
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { passkeys } from '@/db/schema/passkeys';
import { sessions } from '@/db/schema/people';
import { actAs, type Origin, type Tx } from '@/db/session';
import { foldFlood } from '@/lib/audit/fold-flood';
import { recordAudit } from '@/lib/audit/record-audit';
import { addressKey } from '@/lib/platform/caller';
import { gate } from '../gate';
import { findLogin } from '../open-session';
import { countAttempt, forgetAttempts, giveBack } from '../rate-limit';
import { usedPasskey } from './answers';
import { type ChallengePurpose, readChallenge, spendChallenge } from './challenge';
import { relyingParty } from './relying-party';

const windowSeconds = 15 * 60;
/** Failed passkeys that the trail keeps one by one in a minute. */
const fold = foldFlood(60);

export type PasskeyAnswer =
  | { ok: true; userId: string; epoch: number; companyId: string; email: string | null }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'late' }
  /** The device counts fewer uses than we do: something else has its key. From now on it opens nothing. */
  | { ok: false; reason: 'copied'; userId: string }
  | { ok: false; reason: 'too_many'; retryAfter: number };

type Given = ChallengePurpose & {
  response: unknown;
  ticket: string | undefined;
  /** Whose it must be; at the door it is whoever it belongs to, and the device must have checked that it is them. */
  userId?: string;
};

/**
 * Whether a device's answer is of a passkey that opens this door now. An answer counts once, as does the challenge it answers,
 * whatever becomes of it. Without a password before it, the device must have checked its person by finger, face or PIN.
 */
export async function takePasskey(given: Given, origin: Origin, at: Date): Promise<PasskeyAnswer> {
  const limits = [
    ...(given.userId ? [{ key: `passkey:${given.userId}`, limit: 10, windowSeconds }] : []),
    { key: `passkey-from:${addressKey(origin.ip ?? 'unknown')}`, limit: 100, windowSeconds },
  ];
  const challenge = readChallenge(given.ticket, given, at);
  const before = await actAs(gate('passkey', origin), async (tx) => {
    const allowances = [];
    for (const limit of limits) allowances.push(await countAttempt(tx, limit));
    const refused = allowances.find(({ allowed }) => !allowed);
    return { refused, fresh: challenge !== undefined && (await spendChallenge(tx, challenge)) };
  });
  if (before.refused) return { ok: false, reason: 'too_many', retryAfter: before.refused.retryAfter };
  if (!challenge || !before.fresh) return { ok: false, reason: 'late' };
  const read = usedPasskey.safeParse(given.response);
  return actAs(gate('passkey', origin), async (tx) => {
    const judged = read.success
      ? await judge(tx, { ...given, challenge, response: read.data })
      : ({ ok: false, reason: 'wrong' } as const);
    if (judged.ok) {
      const [own, ...shared] = limits;
      if (own && given.userId) await forgetAttempts(tx, own.key);
      for (const { key } of given.userId ? shared : limits) await giveBack(tx, key);
    } else await noteFailure(tx, judged);
    return judged;
  });
}

async function judge(
  tx: Tx,
  given: Given & { challenge: string; response: AuthenticationResponseJSON },
): Promise<Exclude<PasskeyAnswer, { reason: 'too_many' | 'late' }>> {
  const wrong = { ok: false, reason: 'wrong' } as const;
  const { response, purpose } = given;
  const [passkey] = await tx
    .select()
    .from(passkeys)
    .where(eq(passkeys.credentialId, response.id))
    .for('update');
  if (!passkey || passkey.copiedAt) return wrong;
  const { id, userId } = passkey;
  if (given.userId ? given.userId !== userId : response.response.userHandle === undefined) return wrong;
  const handle = response.response.userHandle;
  if (handle !== undefined && handle !== userHandleOf(userId)) return wrong;
  const counter = await verified(given, passkey, purpose !== 'second step');
  if (counter === undefined) return wrong;
  const login = await findLogin(tx, userId);
  if (!login) return wrong;
  const counted = await tx
    .update(passkeys)
    .set({ counter, usedAt: sql`now()` as unknown as Date })
    .where(
      and(
        eq(passkeys.id, id),
        isNull(passkeys.copiedAt),
        sql`(${passkeys.counter} < ${counter} or (${passkeys.counter} = 0 and ${counter} = 0))`,
      ),
    )
    .returning({ id: passkeys.id });
  if (counted.length > 0) return { ok: true, userId, ...login };
  await tx
    .update(passkeys)
    .set({ copiedAt: sql`now()` as unknown as Date })
    .where(eq(passkeys.id, id));
  // Whoever has the copy may be in already.
  await tx
    .update(sessions)
    .set({ endedAt: sql`now()` as unknown as Date })
    .where(and(eq(sessions.userId, userId), eq(sessions.openedBy, 'passkey'), isNull(sessions.endedAt)));
  return { ok: false, reason: 'copied', userId };
}

/** How often the device says that it was used, where everything else about its answer is right. */
async function verified(
  { response, challenge }: { response: AuthenticationResponseJSON; challenge: string },
  { publicKey, credentialId }: { publicKey: string; credentialId: string },
  mustKnowPerson: boolean,
): Promise<number | undefined> {
  const party = relyingParty();
  if (!party) return undefined;
  try {
    const { verified: holds, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      // Compared after the signature was: a counter that nobody signed must not end a passkey.
      credential: { id: credentialId, publicKey: isoBase64URL.toBuffer(publicKey), counter: 0 },
      requireUserVerification: mustKnowPerson,
    });
    return holds ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws for each thing that isn't right; which of them is nobody's business outside.
    return undefined;
  }
}

/** What a device keeps to name its person by: nothing that can be read as one. */
export const userHandleOf = (userId: string) =>
  Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url');

async function noteFailure(tx: Tx, answer: { reason: 'wrong' } | { reason: 'copied'; userId: string }) {
  const isCopy = answer.reason === 'copied';
  const kept = isCopy ? {} : fold();
  if (!kept) return;
  const login = isCopy ? await findLogin(tx, answer.userId) : undefined;
  await recordAudit(tx, {
    category: 'security',
    action: isCopy ? 'passkey_copied' : 'passkey_failed',
    detail: isCopy ? { userId: answer.userId } : kept,
    companyId: login?.companyId,
  });
}

/** Whether somebody has a passkey that opens something. */
export async function hasPasskey(userId: string, origin: Origin): Promise<boolean> {
  const found = await actAs(gate('passkey', origin), (tx) =>
    tx
      .select({ id: passkeys.id })
      .from(passkeys)
      .where(and(eq(passkeys.userId, userId), isNull(passkeys.copiedAt)))
      .limit(1),
  );
  return found.length > 0;
}
