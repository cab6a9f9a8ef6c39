import { mailDeferred, mailRefused, mailUnanswered, notReached } from '../channels/own-codes';

/** What to do about each way in which a message can fail. Data from Twilio's error reference. */
export type Reaction =
  /** Send again after each delay in turn; `repeat`: the last one goes on; without a next delay it has failed. */
  | {
      action: 'retry';
      delays: readonly number[];
      repeat?: boolean;
      slowsSender?: boolean;
      otherChannel?: boolean;
    }
  /** The account or the sender is at fault, not the message: hold the queue and call a person. */
  | { action: 'pause_sender' }
  | { action: 'number_invalid' }
  | { action: 'opted_out' }
  | { action: 'content_fault' }
  | { action: 'use_template' }
  | { action: 'stop_template' }
  | { action: 'call_person' };

export type Row = { name: string; codes: readonly number[]; reaction: Reaction };

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

export const retryMatrix: readonly Row[] = [
  {
    name: 'not_reached',
    codes: [notReached],
    reaction: {
      action: 'retry',
      delays: [2 * second, 10 * second, 30 * second, 2 * minute, 10 * minute, 30 * minute, hour],
      repeat: true,
    },
  },
  {
    name: 'rate_limited',
    codes: [429, 20429],
    reaction: {
      action: 'retry',
      delays: [second, 4 * second, 15 * second, minute, 150 * second, 5 * minute],
    },
  },
  {
    name: 'account_fault',
    codes: [20003, 63001, 63007, 63008, 63020, 30002],
    reaction: { action: 'pause_sender' },
  },
  {
    name: 'number_invalid',
    codes: [21211, 21614, 63003, 63024, 63031],
    reaction: { action: 'number_invalid' },
  },
  { name: 'opted_out', codes: [21610, 63014, 63033, 63050], reaction: { action: 'opted_out' } },
  {
    name: 'content_fault',
    codes: [21617, 21656, 21658, 63005, 63013, 63021, 63027, 63028, 63030],
    reaction: { action: 'content_fault' },
  },
  { name: 'session_closed', codes: [63016], reaction: { action: 'use_template' } },
  {
    name: 'sender_limit',
    codes: [63018],
    reaction: { action: 'retry', delays: [hour, 24 * hour], slowsSender: true },
  },
  { name: 'daily_limit', codes: [63038], reaction: { action: 'retry', delays: [24 * hour] } },
  {
    name: 'provider_trouble',
    codes: [63012, 63023, 30008],
    reaction: { action: 'retry', delays: [5 * minute, 30 * minute, 2 * hour] },
  },
  {
    name: 'queue_full',
    codes: [30001, 21611],
    reaction: { action: 'retry', delays: [15 * minute, 30 * minute, hour] },
  },
  {
    name: 'mail_trouble',
    codes: [mailDeferred],
    reaction: { action: 'retry', delays: [5 * minute, 30 * minute, 2 * hour, 12 * hour] },
  },
  { name: 'mail_refused', codes: [mailRefused, mailUnanswered], reaction: { action: 'call_person' } },
  { name: 'phone_off', codes: [30003], reaction: { action: 'retry', delays: [4 * hour] } },
  { name: 'template_stopped', codes: [63040, 63041, 63042], reaction: { action: 'stop_template' } },
  {
    name: 'held_back_by_meta',
    codes: [63049],
    reaction: { action: 'retry', delays: [24 * hour, 72 * hour], otherChannel: true },
  },
  {
    name: 'needs_person',
    codes: [63015, 63032, 63036, 63051, 30004, 30005, 30006, 30007],
    reaction: { action: 'call_person' },
  },
];

const unknownCode: Row = { name: 'unknown_code', codes: [], reaction: { action: 'call_person' } };
const byCode = new Map(retryMatrix.flatMap((row) => row.codes.map((code) => [code, row] as const)));

/** The row of an error code; a code that nobody listed is for a person. */
export function rowOf(code: number): Row {
  return byCode.get(code) ?? unknownCode;
}

/** The person's own wish: 30004 is their carrier's block, which they may have asked for. */
const ownWish: readonly number[] = [30004];

/**
 * Whether a message that failed for good with this code may go by another channel: WhatsApp can't reach this
 * person. Not after an opt-out, and not where the fault is ours or the account's and can be put right.
 */
export function mayUseOtherChannel(code: number | null): boolean {
  if (code === null || ownWish.includes(code)) return false;
  const { action } = rowOf(code).reaction;
  return action === 'number_invalid' || action === 'retry' || action === 'call_person';
}

const mostDelay = 5 * minute;
/** A message that fails in ever new ways ends here. */
export const mostAttempts = 25;

/**
 * Milliseconds until the next try after `retries` tries under the same row, or undefined when it has failed.
 * A Retry-After is honoured up to 5 minutes as the least wait; `random` (0–1) spreads those that failed
 * together.
 */
export function delayOf(
  reaction: Extract<Reaction, { action: 'retry' }>,
  { retries, retryAfterMs = 0, random }: { retries: number; retryAfterMs?: number; random: number },
): number | undefined {
  const delay = reaction.delays[retries] ?? (reaction.repeat ? reaction.delays.at(-1) : undefined);
  if (delay === undefined) return undefined;
  const jitter = Math.min(delay, 30 * second) * random;
  return Math.round(Math.max(delay, Math.min(retryAfterMs, mostDelay)) + jitter);
}
