import type { Tx } from '@/db/session';
import { issueVoucher } from '@/lib/cases/vouchers';
import { raiseAlert } from '@/lib/messaging/alerts';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { formatLongDate } from '@/lib/platform/format/dates';
import { localeFor } from '@/lib/platform/format/zones';
import { isUnhappy, planTurn } from '../conversation/plan-turn';
import { type Dish, type Tongue, tongueOf } from '../conversation/questions';
import { type DishOpinion, noValues } from '../conversation/turn';
import { readReplies } from '../reading/read-replies';
import type { Reading, Score } from '../reading/types';
import { mayGiveFeedback, type Source, type Stage } from '../rules';
import type { OneAnswer } from '../schema';
import { type AnswerContext, type ShownContext, valuesOf, withOpinions } from './answer-context';
import { type Saved, saveAnswers } from './save-answers';

/** What the page shows next. */
export type PageView = {
  customer: string;
  event: string;
  company: string;
  stage: Stage;
  dishes: Dish[];
  answered: number;
  unhappy: boolean;
  /** Reference of the case, once there is one. */
  reference: string | null;
  /** `rate` in basis points; `until` as the page's language writes a day. */
  voucher: { code: string; rate: number; until: string } | null;
  /** The language that the page speaks. */
  tongue: Tongue;
};

const silent = (): Reading => ({ ...readReplies({ messages: [], lastPrompt: 'comment' }) });

/**
 * Takes one answer of a page by the same rules as a message: stored at once, a bad one opens a case, the next
 * question follows. Never a second survey: once the request is answered, nothing more is taken.
 */
export async function takeOneAnswer(
  tx: Tx,
  context: AnswerContext,
  { answer, source, now }: { answer: OneAnswer; source: Source; now: Date },
): Promise<{ view: PageView; saved: Saved }> {
  mustAllow(mayGiveFeedback(context.booking, now));
  const { request } = context;
  if (request.state === 'answered')
    throw new Refusal('conflict', 'You have already told us about this event. Thank you!');
  const before = valuesOf(context.feedback);
  if (before?.rating == null && answer.stage !== 'rating')
    throw new Refusal('conflict', 'Start with the overall rating.');
  const text = answer.stage === 'comment' ? answer.value || null : null;
  const opinions = opinionsOf(answer);
  const dishes = withOpinions(context.dishes, opinions);
  const plan = planTurn({
    request: { state: before ? request.state : 'asked', stage: answer.stage },
    prompt: answer.stage,
    before,
    reading: readingOf(answer),
    control: {
      skip: answer.value === null || (isAboutDishes(answer) && opinions.length === 0),
      finish: answer.stage === 'comment',
      opinions,
    },
    text,
    dishes: dishes.length,
    notLiked: dishes.filter(({ liked }) => liked !== true).length,
    recoveryBelow: context.company.recoveryBelow,
    hasOpenCase: context.openCaseId !== null,
    clarified: true,
  });
  const saved = await saveAnswers(tx, context, { plan, opinions, said: text, source, now });
  if (plan.alert)
    await raiseAlert(tx, {
      companyId: context.companyId,
      kind: 'message_needs_person',
      key: `comment:${context.booking.id}`,
      title: `${context.customer.name} commented on ${context.booking.eventName}`,
      ...(text ? { detail: `“${text.slice(0, 500)}”` } : {}),
      href: `/bookings/${context.booking.id}`,
    });
  const voucher =
    plan.say === 'thank_you' && (plan.values.rating ?? 0) >= 4 ? await voucherOf(tx, context, now) : null;
  const view = {
    ...viewOf({ ...context, dishes }),
    stage: plan.state === 'answered' ? ('done' as const) : plan.stage,
    unhappy: isUnhappy(plan.values, context.company.recoveryBelow),
    reference: saved.case?.reference ?? null,
    voucher,
  };
  return { view, saved };
}

const isAboutDishes = ({ stage }: OneAnswer) => stage === 'dishes' || stage === 'dislikes';

function opinionsOf({ stage, value }: OneAnswer): DishOpinion[] {
  if (stage !== 'dishes' && stage !== 'dislikes') return [];
  return (value ?? []).map((lineId) => ({ lineId, liked: stage === 'dishes' }));
}

/** What a page shows before anything is answered on it. */
export function viewOf(context: ShownContext): PageView {
  const values = valuesOf(context.feedback) ?? noValues;
  const done = context.request.state === 'answered';
  return {
    customer: context.customer.name,
    event: context.booking.eventName,
    company: context.company.name,
    stage: done ? 'done' : values.rating === null ? 'rating' : context.request.stage,
    dishes: context.dishes,
    answered: Object.values(values).filter((value) => value !== null).length,
    unhappy: isUnhappy(values, context.company.recoveryBelow),
    reference: null,
    voucher: null,
    tongue: tongueOf(context.customer.language),
  };
}

async function voucherOf(
  tx: Tx,
  { companyId, customer, booking, company }: AnswerContext,
  now: Date,
): Promise<PageView['voucher']> {
  const voucher = await issueVoucher(tx, {
    companyId,
    customerId: customer.id,
    bookingId: booking.id,
    rate: company.thankYouDiscount,
    now,
  });
  if (!voucher) return null;
  const locale = localeFor(tongueOf(customer.language), company.locale);
  const until = formatLongDate(voucher.expiresAt, { timeZone: company.timeZone, locale });
  return { code: voucher.code, rate: voucher.rate, until };
}

/** A tapped answer as a reading; words are read for tone and safety only, the figures were asked for. */
function readingOf({ stage, value }: OneAnswer): Reading {
  const reading = silent();
  switch (stage) {
    case 'rating':
      return { ...reading, overall: value as Score };
    case 'recommend':
      return { ...reading, wouldRecommend: value };
    case 'dishes':
    case 'dislikes':
      return reading;
    case 'comment': {
      if (!value) return reading;
      const read = readReplies({ messages: [{ Body: value }], lastPrompt: 'comment' });
      // The page asks each figure by itself, so unclear words leave nothing to ask: people read them.
      const tone = read.sure ? read.sentiment : 0;
      const words = { ...read, sentiment: tone, needsHuman: read.needsHuman || !read.sure, sure: true };
      return { ...words, overall: null, aspects: reading.aspects, wouldRecommend: null, optOut: false };
    }
    default:
      return { ...reading, aspects: { ...reading.aspects, [stage]: value as Score | null } };
  }
}
