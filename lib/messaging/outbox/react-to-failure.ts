import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { messages, senders, templates } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { messageFailed, senderPaused, templateStopped } from '../alert-kinds';
import { recordConsent } from '../consent/record-consent';
import { consentWithdrawnEvent, messageSettledEvent, type Queued, queuedEvent } from '../events';
import { delayOf, mostAttempts, type Reaction, rowOf } from './retry-matrix';
import type { NotSentReason } from './rules';
import type { MessageRow } from './send-facts';

export type Failure = {
  code: number;
  text?: string;
  retryAfterMs?: number;
  /** What the row says meanwhile where it has failed for good. */
  failedAs: 'failed' | 'undelivered';
};

export type Reacted = {
  /** Undefined: it has failed for good. */
  nextAttemptAt?: Date;
  /** It has not failed: somebody doesn't want it. */
  notSent?: NotSentReason;
  /** To announce after the commit. */
  events: (
    | ReturnType<typeof queuedEvent>
    | ReturnType<typeof messageSettledEvent.create>
    | ReturnType<typeof consentWithdrawnEvent.create>
  )[];
};

type Step = {
  set: Partial<typeof messages.$inferInsert>;
  notSent?: NotSentReason;
  events?: Reacted['events'];
};
type Case = { tx: Tx; message: MessageRow; failure: Failure; now: Date; random: number };

const waitForPerson = 15 * 60_000;
const slowDown = 60_000;

/**
 * Does what the retry matrix says about a failed attempt, whether Twilio said so at once or by callback, in
 * the transaction that learned of it. The row must be locked.
 */
export async function reactToFailure(given: Omit<Case, 'random'> & { random?: number }): Promise<Reacted> {
  const known: Case = { ...given, random: given.random ?? Math.random() };
  const { tx, message, failure, now } = known;
  const row = rowOf(failure.code);
  const { set, notSent, events = [] } = await decide(known, row.reaction);
  const final = set.status !== 'waiting';
  await tx
    .update(messages)
    .set({
      ...(final
        ? { status: failure.failedAs, failedAt: now, nextAttemptAt: null, heldReason: null }
        : { claimedAt: null }),
      errorCode: failure.code,
      errorText: failure.text?.slice(0, 500) ?? row.name,
      ...set,
      ...(notSent && { status: 'not_sent', notSentReason: notSent, failedAt: null }),
    })
    .where(eq(messages.id, message.id));
  const ids = { companyId: message.companyId, messageId: message.id };
  if (final) {
    const settled = messageSettledEvent.create(ids, { id: `settled-${message.id}-${message.attempts}` });
    return { events: [...events, settled], ...(notSent && { notSent }) };
  }
  const queued: Queued = { ...ids, senderId: message.senderId };
  return {
    nextAttemptAt: set.nextAttemptAt ?? now,
    events: [...events, queuedEvent(queued, message.attempts)],
  };
}

function decide(given: Case, reaction: Reaction): Promise<Step> | Step {
  switch (reaction.action) {
    case 'retry':
      return retry(given, reaction);
    case 'pause_sender':
      return pauseSender(given);
    case 'opted_out':
      return recordOptOut(given);
    case 'use_template':
      return fallBackToTemplate(given);
    case 'stop_template':
      return stopTemplate(given);
    default:
      return callPerson(given, reaction.action);
  }
}

async function retry(given: Case, reaction: Extract<Reaction, { action: 'retry' }>): Promise<Step> {
  const { tx, message, failure, now, random } = given;
  const same = message.errorCode !== null && rowOf(message.errorCode) === rowOf(failure.code);
  const retries = same ? message.retries : 0;
  const { retryAfterMs } = failure;
  const delay =
    message.attempts < mostAttempts ? delayOf(reaction, { retries, retryAfterMs, random }) : undefined;
  if (reaction.slowsSender && message.senderId) {
    await tx
      .update(senders)
      .set({ pausedAt: now, pausedUntil: new Date(now.getTime() + slowDown), pausedReason: 'sender_limit' })
      .where(sql`${senders.id} = ${message.senderId} and ${senders.pausedAt} is null`);
  }
  if (delay === undefined) return callPerson(given, 'call_person');
  return {
    set: {
      status: 'waiting',
      heldReason: 'retry',
      retries: retries + 1,
      nextAttemptAt: new Date(now.getTime() + delay),
    },
  };
}

async function pauseSender({ tx, message, failure, now }: Case): Promise<Step> {
  if (message.senderId) {
    await tx
      .update(senders)
      .set({ pausedAt: now, pausedUntil: null, pausedReason: `Twilio error ${failure.code}` })
      .where(
        sql`${senders.id} = ${message.senderId} and (${senders.pausedAt} is null or ${senders.pausedUntil} is not null)`,
      );
  }
  await raiseAlert(tx, senderPaused, {
    companyId: message.companyId,
    about: { senderId: message.senderId, code: failure.code },
  });
  return {
    set: {
      status: 'waiting',
      heldReason: 'sender_paused',
      nextAttemptAt: new Date(now.getTime() + waitForPerson),
    },
  };
}

async function recordOptOut(given: Case): Promise<Step> {
  const { tx, message, failure } = given;
  if (!message.customerId) return { set: {}, notSent: 'opted_out' };
  const { companyId, customerId } = message;
  const { changed } = await recordConsent(tx, {
    companyId,
    customerId,
    state: 'withdrawn',
    source: 'provider',
    reason: `Twilio error ${failure.code}`,
    messageSid: message.sid ?? undefined,
  });
  const events = changed ? [consentWithdrawnEvent.create({ companyId, customerId })] : [];
  // They don't want it, and the provider kept it from them: nothing has failed and nobody has to look.
  return { set: {}, notSent: 'opted_out', events };
}

function fallBackToTemplate(given: Case): Promise<Step> | Step {
  const { message, now } = given;
  const hasOther =
    message.form !== 'template' && message.templateId !== null && message.contentVariables !== null;
  if (!hasOther) return callPerson(given, 'call_person');
  return { set: { status: 'waiting', heldReason: 'retry', form: 'template', nextAttemptAt: now } };
}

const stoppedAs: Record<number, 'rejected' | 'paused' | 'disabled'> = {
  63040: 'rejected',
  63041: 'paused',
  63042: 'disabled',
};

async function stopTemplate({ tx, message, failure }: Case): Promise<Step> {
  const { templateId, companyId } = message;
  if (!templateId) return { set: {} };
  await tx
    .update(templates)
    .set({ approval: stoppedAs[failure.code] ?? 'paused' })
    .where(eq(templates.id, templateId));
  await raiseAlert(tx, templateStopped, { companyId, about: { templateId, code: failure.code } });
  return { set: {} };
}

async function callPerson(
  { tx, message, failure }: Case,
  why: 'number_invalid' | 'content_fault' | 'call_person',
): Promise<Step> {
  const { companyId, conversationId, customerId, templateId } = message;
  await raiseAlert(tx, messageFailed, {
    companyId,
    about: {
      why,
      conversationId,
      customerId,
      templateId,
      content: templateId ?? message.kind,
      fault: message.channel === 'email' ? `Mail server: ${failure.text}` : `Twilio error ${failure.code}.`,
    },
  });
  return { set: {} };
}
