import 'server-only';
import type { Origin } from '@/db/session';
import { readPending } from '../pending-sign-in';
import { writeProof } from '../sign-in-proof';
import { type PasskeyAnswer, takePasskey } from './take-passkey';

type Entered =
  | { ok: true; proof: string; userId: string; email: string | null }
  | Exclude<PasskeyAnswer, { ok: true }>;

/**
 * Signs in with a passkey: alone, where the device has checked its person, which is both steps; or after what `pending`
 * says was right, where it is the second. Gives what the sign-in library opens the session by.
 */
export async function enterWithPasskey(
  { response, ticket, pending }: { response: unknown; ticket: string | undefined; pending?: string },
  origin: Origin,
  at: Date,
): Promise<Entered> {
  const started = pending === undefined ? undefined : readPending(pending, at);
  if (pending !== undefined && !started) return { ok: false, reason: 'late' };
  const answer = await takePasskey(
    started && pending
      ? { purpose: 'second step', bound: pending, userId: started.userId, response, ticket }
      : { purpose: 'sign in', bound: '', response, ticket },
    origin,
    at,
  );
  if (!answer.ok) return answer;
  const { userId, epoch, companyId, email } = answer;
  // Whatever ended the password's sessions ended what it began.
  if (started && started.epoch !== epoch) return { ok: false, reason: 'late' };
  const proof = writeProof({ userId, epoch, companyId, by: started?.by ?? 'passkey' }, at);
  return { ok: true, proof, userId, email };
}
