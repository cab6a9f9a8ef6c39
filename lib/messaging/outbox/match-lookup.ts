import type { ProviderMessage } from '../channels/twilio/client';

export type Lookup = {
  body: string;
  /** Address or messaging service that it was given to. */
  from: (string | null)[];
  claimedAt: Date;
  /** SIDs that belong to other messages of ours. */
  taken: ReadonlySet<string>;
  /** Whether no other message to this address waits for its SID. */
  alone: boolean;
};

export type LookupResult = { found: ProviderMessage } | 'absent' | 'ambiguous';

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
/** Twilio's times are whole seconds, and its clock is not ours. */
const skewMs = 5000;

/**
 * Which of the provider's messages to an address is the one whose answer was lost. `ambiguous` where
 * something was accepted that might be it: then nothing may be sent again.
 */
export function matchLookup(listed: readonly ProviderMessage[], wanted: Lookup): LookupResult {
  const since = wanted.claimedAt.getTime() - skewMs;
  const free = listed
    .filter((one) => one.direction.startsWith('outbound') && !wanted.taken.has(one.sid))
    .filter((one) => one.createdAt.getTime() >= since)
    .filter(
      (one) =>
        one.from === null || wanted.from.includes(one.from) || wanted.from.includes(one.messagingServiceSid),
    )
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const same = free.filter((one) => squeeze(one.body) === squeeze(wanted.body));
  const [first] = same.length > 0 ? same : free;
  if (!first) return 'absent';
  if (same.length > 0) return { found: first };
  // The provider may have redacted or reworded the body; alone in its window it can be no other.
  return wanted.alone && free.length === 1 && squeeze(first.body) === '' ? { found: first } : 'ambiguous';
}
