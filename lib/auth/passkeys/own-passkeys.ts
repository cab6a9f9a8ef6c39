import 'server-only';
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { passkeys } from '@/db/schema/passkeys';
import { sessions, users } from '@/db/schema/people';
import { secondFactors } from '@/db/schema/second-factors';
import { actAs, type Origin, type Tx } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';
import { notFound, Refusal } from '@/lib/platform/errors';
import { gate } from '../gate';
import { mustBeWithin } from '../rate-limit';
import { madePasskey } from './answers';
import { noPasskeysHere } from './ask-passkey';
import { challengeMinutes, readChallenge, spendChallenge, writeChallenge } from './challenge';
import { relyingParty } from './relying-party';
import { userHandleOf } from './take-passkey';

/** Whose passkey it is, in which session and company. */
type Own = { userId: string; sessionId: string; companyId: string };

/** More than anybody has devices. */
const mostPasskeys = 20;
const asked = ({ sessionId }: Own) => ({ purpose: 'add', bound: sessionId }) as const;

/** What a browser is given to make a passkey on one of its devices. Throws Refusal. */
export async function offerPasskey(
  own: Own,
  { name, account }: { name: string; account: string },
  origin: Origin,
  at: Date,
): Promise<{ options: PublicKeyCredentialCreationOptionsJSON; ticket: string }> {
  const party = relyingParty();
  if (!party) throw noPasskeysHere();
  const known = await actAs(gate('passkey', origin), (tx) =>
    tx
      .select({ id: passkeys.credentialId, transports: passkeys.transports })
      .from(passkeys)
      .where(eq(passkeys.userId, own.userId)),
  );
  if (known.length >= mostPasskeys)
    throw new Refusal('conflict', `You have ${mostPasskeys} passkeys. Remove one that you don’t use first.`);
  const { challenge, ticket } = writeChallenge(asked(own), at);
  const options = await generateRegistrationOptions({
    rpName: 'Cater',
    rpID: party.id,
    userName: account,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(userHandleOf(own.userId), 'base64url')),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    timeout: challengeMinutes * 60_000,
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  });
  return { options, ticket };
}

/**
 * Keeps the passkey that a device made. Where it is the first second step of its person, every other session ends, as none of them
 * was opened with one. Throws Refusal.
 */
export async function addPasskey(
  { response, ticket, name, ...own }: Own & { response: unknown; ticket: string | undefined; name: string },
  origin: Origin,
  at: Date,
): Promise<void> {
  const { userId, sessionId } = own;
  const limit = { key: `passkey-add:${userId}`, limit: 20, windowSeconds: 15 * 60 };
  await mustBeWithin(limit, 'Too many attempts. Wait 15 minutes, then try again.');
  const challenge = readChallenge(ticket, asked(own), at);
  const fresh =
    challenge !== undefined && (await actAs(gate('passkey', origin), (tx) => spendChallenge(tx, challenge)));
  if (!challenge || !fresh) throw new Refusal('conflict', 'This took too long. Try again.');
  const made = await readMade(response, challenge);
  if (!made) throw new Refusal('invalid', 'This device’s answer isn’t one we can take. Try another device.');
  await actAs(gate('passkey', origin), async (tx) => {
    // A sign-in by the password alone comes before this, and is ended by it, or after it.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
    const first = await isFirst(tx, userId);
    const kept = await tx
      .insert(passkeys)
      .values({ userId, name, ...made })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (kept.length === 0) throw new Refusal('conflict', 'This passkey is known already.');
    if (first)
      await tx
        .update(sessions)
        .set({ endedAt: sql`now()` as unknown as Date })
        .where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId), isNull(sessions.endedAt)));
    await note(tx, own, 'passkey_added');
  });
}

async function readMade(given: unknown, challenge: string) {
  const party = relyingParty();
  const read = madePasskey.safeParse(given);
  if (!party || !read.success) return undefined;
  const result = await verifyRegistrationResponse({
    response: read.data,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    // A key without a PIN is a second step; where it would be the only one it is asked for more.
    requireUserVerification: false,
  }).catch(() => undefined);
  if (!result?.verified) return undefined;
  const { id, publicKey, counter, transports = [] } = result.registrationInfo.credential;
  return { credentialId: id, publicKey: isoBase64URL.fromBuffer(publicKey), counter, transports };
}

async function isFirst(tx: Tx, userId: string): Promise<boolean> {
  const [codes, keys] = [
    await tx.select({ is: sql`1` }).from(secondFactors).where(eq(secondFactors.userId, userId)),
    await tx.select({ is: sql`1` }).from(passkeys).where(eq(passkeys.userId, userId)),
  ];
  return codes.length + keys.length === 0;
}

/** Takes a passkey away; the device keeps a key that opens nothing any more. Throws Refusal. */
export async function removePasskey({ id, ...own }: Own & { id: string }, origin: Origin): Promise<void> {
  await actAs(gate('passkey', origin), async (tx) => {
    const gone = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, id), eq(passkeys.userId, own.userId)))
      .returning({ id: passkeys.id });
    if (gone.length === 0) throw notFound('passkey');
    await note(tx, own, 'passkey_removed');
  });
}

const note = (tx: Tx, { userId, companyId }: Own, action: string) =>
  recordAudit(tx, { category: 'security', action, detail: { userId }, companyId });
