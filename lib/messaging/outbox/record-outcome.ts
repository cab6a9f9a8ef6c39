import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { conversations, messages } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { now as currentTime } from '@/lib/platform/clock';
import { notReached } from '../channels/own-codes';
import type { SendResult } from '../channels/twilio/client';
import { announce } from '../events';
import { applyParked, applyStatuses, endFailures } from './apply-status';
import { hasFailed, mergeStatus, statusOfWord } from './merge-status';
import { type Reacted, reactToFailure } from './react-to-failure';
import type { MessageRow } from './send-facts';
import { writeInBatches } from './write-in-batches';

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

type Job = { attempt: Attempt; result: SendResult };

const written = writeInBatches(async (companyId, jobs: Job[]): Promise<Delivery[]> => {
  const now = currentTime();
  const { deliveries, events } = await actAs(systemOf(companyId), (tx) => recordAll(tx, { jobs, now }));
  await announce(events);
  return deliveries;
});

/**
 * Writes down what became of an attempt, together with others of the company that end now. Idempotent; an
 * attempt that is no longer the current one changes nothing.
 */
export function recordOutcome(attempt: Attempt, result: SendResult): Promise<Delivery> {
  return written(attempt.companyId, { attempt, result });
}

type Recorded = { delivery: Delivery; events: Reacted['events'] };

async function recordAll(
  tx: Tx,
  { jobs, now }: { jobs: Job[]; now: Date },
): Promise<{ deliveries: Delivery[]; events: Reacted['events'] }> {
  const rows = await lockRows(tx, jobs);
  const accepted: Accepted[] = [];
  const deliveries: Delivery[] = [];
  const events: Reacted['events'] = [];
  for (const { attempt, result } of jobs) {
    const row = rows.get(attempt.messageId);
    if (!row || row.attempts !== attempt.attempt) deliveries.push({ outcome: 'unknown', at: now });
    else if (result.outcome === 'accepted') {
      if (row.sid === null) {
        row.sid = result.sid;
        accepted.push({ row, result });
        deliveries.push({ outcome: 'accepted' });
      } else deliveries.push(deliveryOf(row, now));
    } else {
      const recorded = await recordFailure(tx, { row, result, now });
      deliveries.push(recorded.delivery);
      events.push(...recorded.events);
    }
  }
  if (accepted.length > 0) events.push(...(await acceptAll(tx, { accepted, now })));
  return { deliveries, events };
}

/** What most outcomes need of a message: whole rows of a busy outbox cost more than the rest of the writing. */
const outboxColumns = {
  id: messages.id,
  companyId: messages.companyId,
  conversationId: messages.conversationId,
  sid: messages.sid,
  status: messages.status,
  attempts: messages.attempts,
  nextAttemptAt: messages.nextAttemptAt,
  heldReason: messages.heldReason,
  notSentReason: messages.notSentReason,
  errorCode: messages.errorCode,
  errorText: messages.errorText,
};
type OutboxRow = Pick<MessageRow, keyof typeof outboxColumns>;

/** In the order of their ids, as everybody locks them who locks several. */
async function lockRows(tx: Tx, jobs: Job[]): Promise<Map<string, OutboxRow>> {
  const ids = jobs.map(({ attempt }) => attempt.messageId);
  const rows = await tx
    .select(outboxColumns)
    .from(messages)
    .where(inArray(messages.id, ids))
    .orderBy(messages.id)
    .for('update');
  return new Map(rows.map((row) => [row.id, row]));
}

async function lockAttempt(tx: Tx, { messageId, attempt }: Attempt): Promise<MessageRow | undefined> {
  const [row] = await tx
    .select()
    .from(messages)
    .where(and(eq(messages.id, messageId), eq(messages.attempts, attempt)))
    .for('update');
  return row;
}

type Failure = { row: OutboxRow; result: Exclude<SendResult, { outcome: 'accepted' }>; now: Date };

async function recordFailure(tx: Tx, { row, result, now }: Failure): Promise<Recorded> {
  if (row.sid !== null || !['sending', 'unknown'].includes(row.status)) {
    return { delivery: deliveryOf(row, now), events: [] };
  }
  if (result.outcome === 'unknown') return markUnknown(tx, { row, message: result.message, now });
  const failure =
    result.outcome === 'refused'
      ? { code: result.code, text: result.message, retryAfterMs: result.retryAfterMs }
      : { code: notReached, text: result.message };
  const message = await lockAttempt(tx, {
    companyId: row.companyId,
    messageId: row.id,
    attempt: row.attempts,
  });
  if (!message) return { delivery: deliveryOf(row, now), events: [] };
  const reacted = await reactToFailure({ tx, message, now, failure: { ...failure, failedAs: 'failed' } });
  const reason = String(failure.code);
  if (reacted.notSent)
    return { delivery: { outcome: 'not_sent', reason: reacted.notSent }, events: reacted.events };
  const at = reacted.nextAttemptAt;
  if (!at) return { delivery: { outcome: 'failed', reason }, events: reacted.events };
  // The caller is the one that tries again; an event would start a second one.
  const events = reacted.events.filter((event) => event.name !== 'whatsapp/message.queued');
  return { delivery: { outcome: 'retry_at', at, reason }, events };
}

type Accepted = { row: OutboxRow; result: Extract<SendResult, { outcome: 'accepted' }> };

async function acceptAll(
  tx: Tx,
  { accepted, now }: { accepted: Accepted[]; now: Date },
): Promise<Reacted['events']> {
  const companyId = accepted[0]?.row.companyId ?? '';
  const known = accepted.map(({ row, result }) => {
    const said = statusOfWord(result.status) ?? 'queued';
    const status = hasFailed(said) ? 'queued' : mergeStatus(row.status, said);
    return { id: row.id, sid: result.sid, status, failed: hasFailed(said), result };
  });
  const rows = known.map(({ id, sid, status }) => ({ id, sid, status }));
  await Promise.all([
    tx.execute(sql`update ${messages} m set sid = v.sid, status = v.status, next_attempt_at = null,
        held_reason = null, error_code = null, error_text = null
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(id uuid, sid text, status text)
      where m.id = v.id`),
    touchConversations(tx, { accepted, now }),
  ]);
  // A mail server says nothing later: what it took is the last that is known.
  await endFailures(
    tx,
    accepted.flatMap(({ row, result }) => (result.sid.startsWith('mail:') ? [row] : [])),
  );
  const events = await applyParked(tx, { companyId, sids: known.map(({ sid }) => sid), now });
  // Found by a lookup when they had failed already: the callback that said so was lost with the answer.
  const reports = known
    .filter(({ failed }) => failed)
    .map(({ sid, result: { status, errorCode } }) => ({ sid, status, errorCode, raw: { source: 'lookup' } }));
  if (reports.length === 0) return events;
  return [...events, ...(await applyStatuses(tx, { companyId, now, reports }))];
}

/** Locked in the order of their ids before they are written: two writers wait instead of dying together. */
function touchConversations(tx: Tx, { accepted, now }: { accepted: Accepted[]; now: Date }) {
  const ids = [...new Set(accepted.map(({ row }) => row.conversationId))];
  return tx.execute(sql`with locked as (select id from ${conversations}
      where ${inArray(conversations.id, ids)} order by id for update)
    update ${conversations} c set last_message_at = ${now.toISOString()}::timestamptz from locked where c.id = locked.id`);
}

async function markUnknown(
  tx: Tx,
  { row, message, now }: { row: OutboxRow; message: string; now: Date },
): Promise<Recorded> {
  const at = new Date(now.getTime() + 1000);
  await tx
    .update(messages)
    .set({ status: 'unknown', heldReason: 'lookup', errorText: message.slice(0, 500), nextAttemptAt: at })
    .where(eq(messages.id, row.id));
  return { delivery: { outcome: 'unknown', at, reason: message.slice(0, 200) }, events: [] };
}

/** Where a message stands, as the answer of a delivery. */
export function deliveryOf(row: OutboxRow, now: Date): Delivery {
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
