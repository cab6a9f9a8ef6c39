import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { requestContinued } from '@/lib/alerts/happenings';
import { issueVoucher, type Voucher } from '@/lib/cases/vouchers';
import type { Channel } from '@/lib/messaging/channels/channel';
import { type QueueOrder, type QueueResult, queueMessage } from '@/lib/messaging/outbox/queue';
import { formatLongDate } from '@/lib/platform/format/dates';
import { formatPercent } from '@/lib/platform/format/numbers';
import { type Locality, localeFor } from '@/lib/platform/format/zones';
import { log } from '@/lib/platform/log';
import { replyNotWritten } from '../alert-kinds';
import type { AnswerContext } from '../answers/answer-context';
import type { Unclear } from './plan-unsure';
import { questionOf, tongueOf } from './questions';
import { turnText } from './speak-turn';
import type { Plan } from './turn';

type Next = {
  plan: Pick<Plan, 'say' | 'stage' | 'values'>;
  /** The question that is put once more when an answer was unclear. */
  unclear?: Unclear;
  caseReference: string | null;
  /** The customer has told us in words what was wrong. */
  told: boolean;
  conversationId?: string;
  /** Where there is no conversation to answer in. */
  channel?: Channel;
  /** False when the customer isn't writing right now, e.g. the thanks after a silence. */
  asked: boolean;
  now: Date;
};

/**
 * Writes what is said next into the outbox. A fault here never undoes the answers of the same transaction:
 * it is rolled back to before the attempt and people are told.
 */
export async function sayNext(tx: Tx, context: AnswerContext, next: Next): Promise<QueueResult | undefined> {
  if (next.plan.say === 'nothing') return undefined;
  await tx.execute(sql`savepoint say_next`);
  try {
    const order = await orderOf(tx, context, next);
    const queued = order && (await queueMessage(tx, order));
    if (queued?.queued) await endAlerts(tx, context.companyId, requestContinued(context.request.id));
    await tx.execute(sql`release savepoint say_next`);
    return queued?.queued ? queued : undefined;
  } catch (error) {
    await tx.execute(sql`rollback to savepoint say_next`);
    log.error({ error, requestId: context.request.id }, 'the next message of a conversation was not written');
    const { companyId, request, booking, customer } = context;
    const about = { requestId: request.id, bookingId: booking.id, customerId: customer.id };
    await raiseAlert(tx, replyNotWritten, { companyId, about });
    return undefined;
  }
}

/** What makes a question be put once more only once. */
export const clarifyKey = (requestId: string, stage: Unclear) => `feedback_clarify:${requestId}:${stage}`;

async function orderOf(tx: Tx, context: AnswerContext, next: Next): Promise<QueueOrder | undefined> {
  const { companyId, booking, customer, request } = context;
  const tongue = tongueOf(next.plan.values.language, customer.language);
  const event = booking.eventName;
  const { conversationId, channel, asked } = next;
  const base = { companyId, customerId: customer.id, bookingId: booking.id, conversationId, channel, asked };
  switch (next.plan.say) {
    case 'question': {
      const { stage } = next.plan;
      if (stage === 'done') return undefined;
      const question = questionOf(stage, { event, dishes: context.dishes, tongue });
      const text = stage === 'rating' ? { ...question, ...turnText('rating', { event }, tongue) } : question;
      return {
        ...base,
        kind: 'feedback_question',
        onceKey: `feedback_question:${request.id}:${stage}`,
        text,
      };
    }
    case 'clarify': {
      const stage = next.unclear ?? 'rating';
      const { buttons } = questionOf(stage, { event, dishes: context.dishes, tongue });
      return {
        ...base,
        kind: 'feedback_question',
        onceKey: clarifyKey(request.id, stage),
        text: { ...turnText(`clarify:${stage}`, { event }, tongue), buttons },
      };
    }
    case 'noted':
      return {
        ...base,
        kind: 'feedback_question',
        onceKey: `feedback_noted:${request.id}`,
        text: turnText('noted', { event }, tongue),
      };
    case 'recovery': {
      const hours = Math.max(1, Math.round(context.company.caseClock / 60));
      const reference = next.caseReference ?? '';
      const variables = { customer: customer.name, event, reference };
      const facts = { ...variables, hours: `${hours}`, told: next.told ? 'yes' : 'no' };
      return {
        ...base,
        kind: 'recovery',
        onceKey: `recovery:${booking.id}`,
        text: turnText('recovery', facts, tongue),
        template: { purpose: 'recovery', variables },
      };
    }
    default:
      return { ...base, ...(await thanks(tx, context, next)) };
  }
}

async function thanks(tx: Tx, context: AnswerContext, { plan, now }: Next) {
  const { companyId, booking, customer, company } = context;
  const tongue = tongueOf(plan.values.language, customer.language);
  const rewarded = (plan.values.rating ?? 0) >= 4;
  const voucher = rewarded
    ? await issueVoucher(tx, {
        companyId,
        customerId: customer.id,
        bookingId: booking.id,
        rate: company.thankYouDiscount,
        now,
      })
    : null;
  const offer =
    voucher && describeVoucher(voucher, { ...company, locale: localeFor(tongue, company.locale) });
  const names = { customer: customer.name, event: booking.eventName };
  return {
    kind: 'thank_you' as const,
    onceKey: `thank_you:${booking.id}`,
    text: turnText('thanks', { ...names, company: company.name, ...offer }, tongue),
    template: offer
      ? {
          purpose: 'thank_you' as const,
          variables: { ...names, ...offer },
        }
      : undefined,
  };
}

function describeVoucher({ code, rate, expiresAt }: Voucher, where: Locality) {
  return {
    code,
    percent: formatPercent(rate / 10_000, where.locale, 2),
    until: formatLongDate(expiresAt, where),
  };
}
