import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { feedbackRequests } from '@/db/schema/feedback';
import { messages } from '@/db/schema/whatsapp';
import { actAs, type Tx } from '@/db/session';
import { consentOf } from '@/lib/whatsapp/consent';
import type { Queued } from '@/lib/whatsapp/events';
import { queueMessage } from '@/lib/whatsapp/queue';
import { type AnswerContext, loadAnswerContext, valuesOf } from './answer-context';
import { isUnhappy, noValues } from './conversation';
import type { RequestRef } from './events';
import { decideFollowUp, type FollowUp, type FollowUpFacts } from './rules';
import { sayNext } from './say-next';

export type FollowedUp = { did: FollowUp['do']; queued: Queued[] };

/** Thanks within this time of the last answer still belong to the conversation. */
const FRESH = 2 * 3_600_000;

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
    const decision = decideFollowUp(await factsOf(tx, context), now);
    return { did: decision.do, queued: await act(tx, context, decision, now) };
  });
}

async function factsOf(tx: Tx, context: AnswerContext): Promise<FollowUpFacts> {
  const { companyId, request, customer, booking } = context;
  const [[company], [message], [unread], consent] = await Promise.all([
    tx.select({ hours: companies.reminderAfter }).from(companies).where(eq(companies.id, companyId)),
    tx
      .select({ status: messages.status, notSentReason: messages.notSentReason })
      .from(messages)
      .where(
        and(
          eq(messages.companyId, companyId),
          eq(messages.bookingId, booking.id),
          inArray(messages.kind, ['feedback_request', 'feedback_reminder']),
        ),
      )
      .orderBy(desc(messages.createdAt))
      .limit(1),
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
  ]);
  return {
    request,
    message,
    bookingStatus: booking.status,
    consent,
    hasFeedback: context.feedback !== null,
    hasUnread: unread !== undefined,
    lastAnswerAt: context.feedback?.updatedAt ?? request.answeredAt,
    reminderAfter: company?.hours ?? 24,
  };
}

async function act(tx: Tx, context: AnswerContext, decision: FollowUp, now: Date): Promise<Queued[]> {
  switch (decision.do) {
    case 'remind':
      return remind(tx, context, now);
    case 'finish':
      return finish(tx, context, now);
    case 'expire':
      await change(tx, context, { state: 'expired', reason: 'no_answer', closedAt: now });
      return [];
    case 'close':
      await change(tx, context, { state: decision.state, reason: decision.reason, closedAt: now });
      return [];
    default:
      return [];
  }
}

async function remind(tx: Tx, context: AnswerContext, now: Date): Promise<Queued[]> {
  const { companyId, booking, customer } = context;
  const message = await queueMessage(tx, {
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
  await change(tx, context, { state: 'reminded', remindedAt: now });
  return [{ companyId, ...message }];
}

/** The customer stopped halfway: what they said counts, and they are thanked if it was good. */
async function finish(tx: Tx, context: AnswerContext, now: Date): Promise<Queued[]> {
  const { companyId, feedback, company } = context;
  await change(tx, context, { state: 'answered', stage: 'done', closedAt: now });
  const values = valuesOf(feedback) ?? noValues;
  const thanked = values.rating !== null || values.sentiment === 1;
  if (!thanked || context.openCaseId || isUnhappy(values, company.recoveryBelow)) return [];
  const asked = feedback !== null && now.getTime() - feedback.updatedAt.getTime() < FRESH;
  const message = await sayNext(tx, context, {
    plan: { say: 'thank_you', stage: 'done', values },
    caseReference: null,
    told: false,
    asked,
    now,
  });
  return message ? [{ companyId, ...message }] : [];
}

async function change(
  tx: Tx,
  { companyId, request }: AnswerContext,
  set: Partial<typeof feedbackRequests.$inferInsert>,
): Promise<void> {
  await tx
    .update(feedbackRequests)
    .set(set)
    .where(and(eq(feedbackRequests.companyId, companyId), eq(feedbackRequests.id, request.id)));
}
