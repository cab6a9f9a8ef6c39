import 'server-only';
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { and, eq, isNull } from 'drizzle-orm';
import { passkeys } from '@/db/schema/passkeys';
import { actAs, type Origin } from '@/db/session';
import { addressKey } from '@/lib/platform/caller';
import { Refusal } from '@/lib/platform/errors';
import { gate } from '../gate';
import { mustBeWithin } from '../rate-limit';
import { type ChallengePurpose, challengeMinutes, writeChallenge } from './challenge';
import { relyingParty } from './relying-party';

export const noPasskeysHere = () =>
  new Refusal('conflict', 'Passkeys don’t work at this address: they need a name and https.');

/**
 * What a browser is given to ask its devices for a passkey: any that it knows at the door, and those of `userId` where it is known
 * who asks. Throws Refusal where there are none here, and beyond what one address may ask.
 */
export async function askPasskey(
  { userId, ...asked }: ChallengePurpose & { userId?: string },
  origin: Origin,
  at: Date,
): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; ticket: string }> {
  const party = relyingParty();
  if (!party) throw noPasskeysHere();
  const limit = {
    key: `passkey-ask:${addressKey(origin.ip ?? 'unknown')}`,
    ...{ limit: 300, windowSeconds: 15 * 60 },
  };
  await mustBeWithin(limit, 'Too many attempts. Wait 15 minutes, then try again.');
  const known = userId
    ? await actAs(gate('passkey', origin), (tx) =>
        tx
          .select({ id: passkeys.credentialId, transports: passkeys.transports })
          .from(passkeys)
          .where(and(eq(passkeys.userId, userId), isNull(passkeys.copiedAt))),
      )
    : [];
  const { challenge, ticket } = writeChallenge(asked, at);
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    allowCredentials: known,
    timeout: challengeMinutes * 60_000,
    userVerification: asked.purpose === 'second step' ? 'preferred' : 'required',
  });
  return { options, ticket };
}
