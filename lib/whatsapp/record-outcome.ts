import { and, eq, inArray } from 'drizzle-orm';
import { conversations, messages } from '@/db/schema/whatsapp';
import { actAs, type Tx } from '@/db/session';
import { now as currentTime } from '@/lib/clock';
import { applyParked, applyStatuses } from './apply-status';
import type { SendResult } from './client';
import { announce } from './events';
import { hasFailed, mergeStatus, statusOfWord } from './merge-status';
import { applyRemedy, type Remedied } from './remedy';
import { notReached } from './retry-matrix';
import type { MessageRow } from './send-facts';

export type Delivery = {
  outcome: 'accepted' | 'not_sent' | 'retry_at' | 'unknown' | 'failed';
  /** When trying again makes sense, for `retry_at` and `unknown`. */
  at?: Date;
  reason?: string;
};

/** Which attempt of which message; a later attempt is someone else's. */
export type Attempt = { companyId: string; messageId: string; attempt: number };

const systemOf = (companyId: string) => ({ role: 'system', companyId, name: 'whatsapp delivery' }) as const;

/** How long the provider's list may lag behind what it accepted. */
export const settleMs = 20_000;

/** Writes down what became of an attempt. Idempotent; an attempt that is no longer the current one changes nothing. */
export async function recordOutcome(attempt: Attempt, result: SendResult): Promise<Delivery> {
  const now = currentTime();
  const { delivery, events } = await actAs(systemOf(attempt.companyId), async (tx) => {
    const row = await lockAttempt(tx, attempt);
    if (!row) return { delivery: { outcome: 'unknown', at: now } satisfies Delivery, events: [] };
    if (result.outcome === 'accepted') return accept(tx, { row, result, now });
    if (!['sending', 'unknown'].includes(row.status)) return { delivery: deliveryOf(row, now), events: [] };
    if (result.outcome === 'unknown') return markUnknown(tx, { row, message: result.message, now });
    const trouble =
      result.outcome === 'refused'
        ? { code: result.code, text: result.message, retryAfterMs: result.retryAfterMs }
        : { code: notReached, text: result.message };
    const remedied = await applyRemedy({
      tx,
      message: row,
      now,
      trouble: { ...trouble, failedAs: 'failed' },
    });
    const at = remedied.nextAttemptAt;
    const delivery: Delivery = at
      ? { outcome: 'retry_at', at, reason: String(trouble.code) }
      : { outcome: 'failed', reason: String(trouble.code) };
    // The caller is the one that tries again; an event would start a second one.
    return {
      delivery,
      events: at
        ? remedied.events.filter((event) => event.name !== 'whatsapp/message.queued')
        : remedied.events,
    };
  });
  await announce(events);
  return delivery;
}

async function lockAttempt(tx: Tx, { messageId, attempt }: Attempt): Promise<MessageRow | undefined> {
  const [row] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.id, messageId), eq(messages.attempts, attempt)))
    .for('update');
  return row;
}

type Accepted = Extract<SendResult, { outcome: 'accepted' }>;
type Recorded = { delivery: Delivery; events: Remedied['events'] };

async function accept(
  tx: Tx,
  { row, result, now }: { row: MessageRow; result: Accepted; now: Date },
): Promise<Recorded> {
  if (row.sid !== null) return { delivery: deliveryOf(row, now), events: [] };
  const { companyId, id: messageId } = row;
  const { sid } = result;
  const said = statusOfWord(result.status) ?? 'queued';
  const status = hasFailed(said) ? 'queued' : mergeStatus(row.status, said);
  await Promise.all([
    tx
      .update(messages)
      .set({ sid, status, nextAttemptAt: null, heldReason: null, errorCode: null, errorText: null })
      .where(eq(messages.id, messageId)),
    tx.update(conversations).set({ lastMessageAt: now }).where(eq(conversations.id, row.conversationId)),
  ]);
  const events = await applyParked(tx, { companyId, messageId, sid, now });
  if (!hasFailed(said)) return { delivery: { outcome: 'accepted' }, events };
  // Found by a lookup when it had failed already: the callback that said so was lost with the answer.
  const failed = await applyStatuses(tx, {
    companyId,
    now,
    reports: [{ sid, status: result.status, errorCode: result.errorCode, raw: { source: 'lookup' } }],
  });
  return { delivery: { outcome: 'accepted' }, events: [...events, ...failed] };
}

async function markUnknown(
  tx: Tx,
  { row, message, now }: { row: MessageRow; message: string; now: Date },
): Promise<Recorded> {
  const at = new Date(now.getTime() + 1000);
  await tx
    .update(messages)
    .set({ status: 'unknown', heldReason: 'lookup', errorText: message.slice(0, 500), nextAttemptAt: at })
    .where(eq(messages.id, row.id));
  return { delivery: { outcome: 'unknown', at, reason: message.slice(0, 200) }, events: [] };
}

/** Where a message stands, as the answer of a delivery. */
export function deliveryOf(row: MessageRow, now: Date): Delivery {
  switch (row.status) {
    case 'not_sent':
      return { outcome: 'not_sent', reason: row.notSentReason ?? undefined };
    case 'failed':
    case 'undelivered':
      return { outcome: 'failed', reason: String(row.errorCode) };
    case 'waiting':
      return { outcome: 'retry_at', at: row.nextAttemptAt ?? now, reason: row.heldReason ?? undefined };
    case 'unknown':
      return { outcome: 'unknown', at: row.nextAttemptAt ?? now, reason: row.errorText ?? undefined };
    case 'sending':
      return { outcome: 'retry_at', at: new Date(now.getTime() + settleMs), reason: 'sending' };
    default:
      return { outcome: 'accepted' };
  }
}

/** The lookup found nothing, and the provider had time to show it: the message may be sent again. */
export function releaseAttempt(attempt: Attempt): Promise<Delivery> {
  const now = currentTime();
  return actAs(systemOf(attempt.companyId), async (tx) => {
    const row = await lockAttempt(tx, attempt);
    if (!row || row.sid !== null || !['sending', 'unknown'].includes(row.status))
      return row ? deliveryOf(row, now) : ({ outcome: 'unknown', at: now } satisfies Delivery);
    await tx
      .update(messages)
      .set({ status: 'waiting', heldReason: 'retry', nextAttemptAt: now, claimedAt: null })
      .where(and(eq(messages.id, row.id), inArray(messages.status, ['sending', 'unknown'])));
    return { outcome: 'retry_at', at: now, reason: 'retry' };
  });
}

/** Nothing is known yet: looked up again at `at`. */
export function postponeLookup(attempt: Attempt, at: Date, reason: string): Promise<Delivery> {
  const now = currentTime();
  return actAs(systemOf(attempt.companyId), async (tx) => {
    const row = await lockAttempt(tx, attempt);
    if (!row || !['sending', 'unknown'].includes(row.status))
      return row ? deliveryOf(row, now) : ({ outcome: 'unknown', at } satisfies Delivery);
    await tx
      .update(messages)
      .set({ status: 'unknown', heldReason: 'lookup', nextAttemptAt: at })
      .where(eq(messages.id, row.id));
    return { outcome: 'unknown', at, reason };
  });
}
