import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { feedback, feedbackDishes } from '@/db/schema/feedback';
import type { Tx } from '@/db/session';
import { type OpenCase, openCase } from '@/lib/cases/open-case';
import { withdrawMessages } from '@/lib/messaging/outbox/queue';
import { changeRequest } from '../asking/save-requests';
import type { DishOpinion, Plan, Values } from '../conversation/turn';
import { askingKinds } from '../message-kinds';
import { ratedAspects } from '../reading/types';
import type { Source } from '../rules';
import type { Correction } from '../schema';
import { isUnhappy, sentimentOfScore } from '../score-rules';
import type { AnswerContext } from './answer-context';

export type Saved = {
  feedbackId: string | null;
  created: boolean;
  case: OpenCase | null;
  /** The request whose case waits, and until when. */
  held: { requestId: string; until: Date } | null;
  /** When the case opens that waits, be it of this turn or of one before. */
  caseDueAt: Date | null;
};

type Answers = {
  plan: Pick<Plan, 'values' | 'recoveryReason' | 'state' | 'stage'>;
  opinions: DishOpinion[];
  /** How the customer put it, for the case. */
  said: string | null;
  source: Source;
  /** Until when a case waits, so that a mis-tap can be changed; words about safety never wait. */
  holdUntil?: Date;
  now: Date;
};

/**
 * The only writer of what customers said of an event. Stores one turn of answers: the booking's only feedback row, the dishes, how far the request is, and the
 * recovery case that a bad answer needs. All in the caller's transaction, so a low rating is never stored
 * without its case nor lost with it.
 */
export async function saveAnswers(tx: Tx, context: AnswerContext, answers: Answers): Promise<Saved> {
  const { feedbackId, created } = await saveFeedback(tx, context, answers);
  await saveDishes(tx, context, { feedbackId, opinions: answers.opinions });
  const { recoveryReason, values } = answers.plan;
  const holds = recoveryReason !== null && recoveryReason !== 'safety' && !context.openCaseId;
  const held = holds && answers.holdUntil ? answers.holdUntil : null;
  const opens = recoveryReason !== null && held === null;
  // Nothing waits any more once the case is open, or once what the scores asked for was changed.
  const settled = opens || !isUnhappy(values, context.company.recoveryBelow);
  const caseDueAt = held ?? (settled ? null : context.request.caseDueAt);
  await saveProgress(tx, context, { ...answers, caseDueAt });
  const saved = { feedbackId, created, case: null, held: null, caseDueAt };
  if (held) return { ...saved, held: { requestId: context.request.id, until: held } };
  if (!opens) return saved;
  const opened = await openCase(
    tx,
    {
      companyId: context.companyId,
      bookingId: context.booking.id,
      customerId: context.customer.id,
      feedbackId,
      reason: recoveryReason,
      summary: summaryOf(context, { values, said: answers.said }),
    },
    answers.now,
  );
  return { ...saved, case: opened };
}

async function saveFeedback(tx: Tx, context: AnswerContext, { plan, source, now }: Answers) {
  const { companyId, booking, customer } = context;
  if (context.feedback) {
    await tx
      .update(feedback)
      .set(plan.values)
      .where(and(eq(feedback.companyId, companyId), eq(feedback.id, context.feedback.id)));
    return { feedbackId: context.feedback.id, created: false };
  }
  const id = v7();
  await tx.insert(feedback).values({
    ...plan.values,
    id,
    companyId,
    bookingId: booking.id,
    customerId: customer.id,
    source,
    givenAt: now,
  });
  return { feedbackId: id, created: true };
}

/** Only dishes of the event's own menu; a later opinion replaces the earlier one. */
async function saveDishes(
  tx: Tx,
  { companyId, dishes }: AnswerContext,
  { feedbackId, opinions }: { feedbackId: string; opinions: DishOpinion[] },
): Promise<void> {
  const said = new Map(opinions.map(({ dish, liked }) => [dish, liked]));
  const rows = dishes.flatMap(({ id, lineId, itemId }) => {
    const liked = said.get(id);
    return liked === undefined ? [] : [{ companyId, feedbackId, lineId, itemId, liked }];
  });
  if (rows.length === 0) return;
  await tx
    .insert(feedbackDishes)
    .values(rows)
    .onConflictDoUpdate({
      target: [
        feedbackDishes.companyId,
        feedbackDishes.feedbackId,
        feedbackDishes.lineId,
        feedbackDishes.itemId,
      ],
      set: { liked: sql`excluded.liked` },
    });
}

/** Notes on the request how far the conversation is. */
async function saveProgress(
  tx: Tx,
  { companyId, request }: AnswerContext,
  { plan, now, caseDueAt }: Answers & { caseDueAt: Date | null },
): Promise<void> {
  // Whoever answered is not asked by what still waits: a reminder overnight, another channel.
  await withdrawMessages(tx, {
    companyId,
    bookingId: request.bookingId,
    kinds: [...askingKinds],
    reason: 'answered',
  });
  const closed = plan.state === 'answered' || plan.state === 'suppressed';
  await changeRequest(
    tx,
    { companyId, requestId: request.id },
    {
      state: plan.state,
      stage: plan.stage,
      answeredAt: request.answeredAt ?? now,
      closedAt: closed ? (request.closedAt ?? now) : null,
      reason: null,
      caseDueAt,
    },
  );
}

/** What was read from a customer's words is put right by a person; the words stay. */
export async function correctAnswers(
  tx: Tx,
  { feedbackId, ...values }: Omit<Correction, 'version'>,
  { userId, now }: { userId: string; now: Date },
): Promise<void> {
  await tx
    .update(feedback)
    .set({
      ...values,
      sentiment: values.rating === null ? null : sentimentOfScore(values.rating),
      correctedAt: now,
      correctedBy: userId,
    })
    .where(eq(feedback.id, feedbackId));
}

/** What a case says of the answers that it is about. */
export function summaryOf(
  { customer, booking }: Pick<AnswerContext, 'customer' | 'booking'>,
  { values, said }: { values: Values; said: string | null },
): string {
  const low = ratedAspects.flatMap((name) =>
    (values[name] ?? 5) <= 2 ? [`${name} ${values[name]} of 5`] : [],
  );
  const facts = [
    values.rating === null ? null : `rated ${values.rating} of 5`,
    ...low,
    values.wouldRecommend === false ? 'would not recommend us' : null,
  ].filter(Boolean);
  const head = `${customer.name} on ${booking.eventName}: ${facts.join(', ') || 'a complaint'}`;
  return said ? `${head}. “${said}”` : head;
}
