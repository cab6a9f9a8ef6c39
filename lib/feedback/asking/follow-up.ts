import 'server-only';
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { feedbackRequests } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import type { Channel } from '@/lib/messaging/channels/channel';
import { consentOf } from '@/lib/messaging/consent/record-consent';
import type { Queued } from '@/lib/messaging/events';
import { type QueueOrder, queueMessage } from '@/lib/messaging/outbox/queue';
import { type AnswerContext, loadAnswerContext, valuesOf } from '../answers/answer-context';
import { sayNext } from '../conversation/say-next';
import { noValues } from '../conversation/turn';
import type { RequestRef } from '../events';
import { askingKinds } from '../message-kinds';
import { decideFollowUp, type FollowUp, type FollowUpFacts } from '../rules';
import { isUnhappy } from '../score-rules';
import { linkOrder } from './link-message';
import { changeRequest } from './save-requests';

export type FollowedUp = { did: FollowUp['do']; queued: Queued[] };

/** Thanks within this time of the last answer still belong to the conversation. */
const freshMs = 2 * 3_600_000;

/**
 * Takes an open request one step on: its one reminder, its end without an answer, the end of a conversation
 * that went quiet, or the end that a failed message means. Looks for an answer first, under the same lock.
 */
export async function followUp({ companyId, requestId }: RequestRef, now: Date): Promise<FollowedUp> {
  return actAs({ role: 'system', companyId, name: 'follow-up-feedback' }, async (tx) => {
    const [named] = await tx
      .select({ bookingId: feedbackRequests.bookingId })
      .from(feedbackRequests)
      .where(and(eq(feedbackRequests.companyId, companyId), eq(feedbackRequests.id, requestId)));
    const context = named && (await loadAnswerContext(tx, { companyId, bookingId: named.bookingId }));
    if (!context) return { did: 'wait', queued: [] };
    const facts = await factsOf(tx, context);
    const decision = decideFollowUp(facts, now);
    return { did: decision.do, queued: await act(tx, { context, facts, decision, now }) };
  });
}

async function factsOf(tx: Tx, context: AnswerContext): Promise<FollowUpFacts> {
  const { companyId, request, customer, booking } = context;
  const [[company], sent, [unread], consent, [reach]] = await Promise.all([
    tx.select({ hours: companies.reminderAfter }).from(companies).where(eq(companies.id, companyId)),
    tx
      .select({
        status: messages.status,
        notSentReason: messages.notSentReason,
        errorCode: messages.errorCode,
        channel: messages.channel,
        kind: messages.kind,
      })
      .from(messages)
      .where(
        and(
          eq(messages.companyId, companyId),
          eq(messages.bookingId, booking.id),
          inArray(messages.kind, [...askingKinds]),
        ),
      )
      .orderBy(desc(messages.createdAt), desc(messages.id)),
    tx
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.companyId, companyId),
          eq(messages.customerId, customer.id),
          eq(messages.direction, 'inbound'),
          isNull(messages.handledAt),
        ),
      )
      .limit(1),
    consentOf(tx, customer.id),
    tx
      .select({ phone: customers.phone, email: customers.email })
      .from(customers)
      .where(and(eq(customers.companyId, companyId), eq(customers.id, customer.id))),
  ]);
  return {
    request,
    message: sent[0],
    tried: sent.flatMap(({ kind, channel }) => (kind === 'feedback_request' ? [channel] : [])),
    customer: reach ?? { phone: null, email: null },
    bookingStatus: booking.status,
    consent,
    hasFeedback: context.feedback !== null,
    hasUnread: unread !== undefined,
    lastAnswerAt: context.feedback?.updatedAt ?? request.answeredAt,
    reminderAfter: company?.hours ?? 24,
  };
}

const refOf = ({ companyId, request }: AnswerContext): RequestRef => ({ companyId, requestId: request.id });

type Work = { context: AnswerContext; facts: FollowUpFacts; decision: FollowUp; now: Date };

async function act(tx: Tx, { context, facts, decision, now }: Work): Promise<Queued[]> {
  const channel = facts.message?.channel ?? 'whatsapp';
  switch (decision.do) {
    case 'remind':
      return remind(tx, context, { channel, now });
    case 'fall_back': {
      const message = await queueMessage(tx, await linkOrder(tx, context, { channel: decision.channel }));
      await changeRequest(tx, refOf(context), { messageId: message.messageId });
      return [{ companyId: context.companyId, ...message }];
    }
    case 'finish':
      return finish(tx, context, { channel, now });
    case 'expire':
      await changeRequest(tx, refOf(context), { state: 'expired', reason: 'no_answer', closedAt: now });
      return [];
    case 'close':
      await changeRequest(tx, refOf(context), {
        state: decision.state,
        reason: decision.reason,
        closedAt: now,
        // Decided against before anything left: the sweep asks when the reason is gone.
        ...(facts.message?.status === 'not_sent' && decision.state === 'suppressed' ? { askedAt: null } : {}),
      });
      return [];
    default:
      return [];
  }
}

type On = { channel: Channel; now: Date };

/** Once, where the request reached the customer. */
async function remind(tx: Tx, context: AnswerContext, { channel, now }: On): Promise<Queued[]> {
  const { companyId } = context;
  const message = await queueMessage(
    tx,
    channel === 'whatsapp' ? reminderOrder(context) : await linkOrder(tx, context, { channel, again: true }),
  );
  await changeRequest(tx, refOf(context), { state: 'reminded', remindedAt: now });
  return [{ companyId, ...message }];
}

const reminderOrder = ({ companyId, booking, customer }: AnswerContext): QueueOrder => ({
  companyId,
  customerId: customer.id,
  bookingId: booking.id,
  kind: 'feedback_reminder',
  onceKey: `feedback_reminder:${booking.id}`,
  template: {
    purpose: 'feedback_reminder',
    variables: { customer: customer.name, event: booking.eventName },
  },
  asked: false,
});

/** The customer stopped halfway: what they said counts, and they are thanked if it was good. */
async function finish(tx: Tx, context: AnswerContext, { channel, now }: On): Promise<Queued[]> {
  const { companyId, feedback, company } = context;
  await changeRequest(tx, refOf(context), { state: 'answered', stage: 'done', closedAt: now });
  const values = valuesOf(feedback) ?? noValues;
  const thanked = values.rating !== null || values.sentiment === 1;
  if (!thanked || context.openCaseId || isUnhappy(values, company.recoveryBelow)) return [];
  const asked = feedback !== null && now.getTime() - feedback.updatedAt.getTime() < freshMs;
  const message = await sayNext(tx, context, {
    plan: { say: 'thank_you', stage: 'done', values },
    caseReference: null,
    told: false,
    channel,
    asked,
    now,
  });
  return message ? [{ companyId, ...message }] : [];
}
