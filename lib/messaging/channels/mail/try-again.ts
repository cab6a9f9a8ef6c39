import { mailUnanswered } from '../own-codes';
import type { SendResult } from '../twilio/client';

/** How long a mail waits that no server took, in milliseconds: one that was refused longer than one out of reach. */
const waits = { not_reached: 10 * 60_000, refused: 60 * 60_000 };

/** When to try a mail again that no server took; undefined where it may have arrived, so that nobody gets it twice. */
export function tryAgainAt(
  result: Exclude<SendResult, { outcome: 'accepted' }>,
  now: Date,
): Date | undefined {
  if (result.outcome === 'unknown') return undefined;
  if (result.outcome === 'refused' && result.code === mailUnanswered) return undefined;
  return new Date(now.getTime() + waits[result.outcome]);
}
