import 'server-only';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Tx } from '@/db/session';
import { keyed } from '../keyed-hash';
import { countAttempt } from '../rate-limit';

/** Minutes that a device has for its answer. */
export const challengeMinutes = 5;

/**
 * What an answer is for, and what it is bound to: the session that asked, the pending sign-in, or nothing at the door, where the
 * browser's own cookie binds it.
 */
export type ChallengePurpose = { purpose: 'add' | 'sign in' | 'second step' | 'confirm'; bound: string };

const seal = ({ purpose, bound }: ChallengePurpose, body: string) =>
  keyed('passkey challenge', `${purpose}\n${bound}\n${body}`);

/** A new challenge, and the ticket that the browser keeps in a cookie: it stands nowhere, and opens nothing without the device. */
export function writeChallenge(asked: ChallengePurpose, at: Date): { challenge: string; ticket: string } {
  const challenge = randomBytes(32).toString('base64url');
  const body = `${challenge}.${Math.floor(at.getTime() / 1000 + challengeMinutes * 60).toString(36)}`;
  return { challenge, ticket: `${body}.${seal(asked, body)}` };
}

/** The challenge of a ticket that we made for this, not too long ago. */
export function readChallenge(
  ticket: string | undefined,
  asked: ChallengePurpose,
  at: Date,
): string | undefined {
  const parts = /^(([\w-]{43})\.([0-9a-z]{1,10}))\.([\w-]{43})$/.exec(ticket ?? '');
  if (!parts) return undefined;
  const [, body = '', challenge, until = '', given = ''] = parts;
  if (!timingSafeEqual(Buffer.from(seal(asked, body)), Buffer.from(given))) return undefined;
  return at.getTime() < Number.parseInt(until, 36) * 1000 ? challenge : undefined;
}

/** Takes a challenge, whatever becomes of the answer: true for the first who brings it, of all who do at once. */
export async function spendChallenge(tx: Tx, challenge: string): Promise<boolean> {
  const key = `passkey-challenge:${createHash('sha256').update(challenge).digest('base64url')}`;
  // The mark of it outlives the ticket, also where clocks differ.
  return (await countAttempt(tx, { key, limit: 1, windowSeconds: challengeMinutes * 120 })).allowed;
}
