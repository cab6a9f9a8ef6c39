import type { Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { issueVoucher } from '@/lib/cases/vouchers';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { formatLongDate, formatTime } from '@/lib/platform/format/dates';
import { formatPhone } from '@/lib/platform/format/phones';
import { localeFor } from '@/lib/platform/format/zones';
import { commentNeedsPerson } from '../alert-kinds';
import { planTurn } from '../conversation/plan-turn';
import { type Dish, type Tongue, tongueOf } from '../conversation/questions';
import { type DishOpinion, noValues, type Values } from '../conversation/turn';
import { readReplies } from '../reading/read-replies';
import type { Reading, Score } from '../reading/types';
import { mayGiveFeedback, type Source, type Stage } from '../rules';
import type { OneAnswer, PageAnswer } from '../schema';
import { isUnhappy, unhappyQuestion } from '../score-rules';
import { type AnswerContext, type ShownContext, valuesOf, withOpinions } from './answer-context';
import { caseDueAfter, changeableUntil, mayChange } from './change-rules';
import { pageRefusals } from './page-refusals';
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
  /** The question is put again, and its answer replaces the one before. */
  again: boolean;
  /** Until when an answer can be changed, as the caterer's clock says it; null where it stands. */
  changeUntil: string | null;
  /** How to reach the caterer when it stands. */
  reach: { phone: string | null; email: string | null };
  /** The language that the page speaks. */
  tongue: Tongue;
};

const silent = (): Reading => ({ ...readReplies({ messages: [], lastPrompt: 'comment' }) });

type Taken = { view: PageView; saved: Saved };

/** What a page posts: an answer, or the wish to be asked again what may have been a mis-tap. */
export async function takePageAnswer(
  tx: Tx,
  context: AnswerContext,
  { answer, source, now }: { answer: PageAnswer; source: Source; now: Date },
): Promise<Taken> {
  mustAllow(mayGiveFeedback(context.booking, now));
  if (answer.stage !== 'again') return takeOneAnswer(tx, context, { answer, source, now });
  mustAllow(mayChange(context, now));
  const stage = unhappyQuestion(valuesOf(context.feedback) ?? noValues, context.company.recoveryBelow);
  const saved = { feedbackId: null, created: false, case: null, held: null, caseDueAt: null };
  return { view: { ...viewOf(context, now), stage, again: true }, saved };
}

/**
 * Takes one answer of a page by the same rules as a message: stored at once, the next question follows, and a bad one
 * opens a case, some minutes later unless it is about safety. Never a second survey: once the request is answered,
 * nothing more is taken but a change of what was given.
 */
async function takeOneAnswer(
  tx: Tx,
  context: AnswerContext,
  { answer, source, now }: { answer: OneAnswer; source: Source; now: Date },
): Promise<Taken> {
  const { request } = context;
  const before = valuesOf(context.feedback);
  const changes = before !== null && isChange(answer, before);
  // A page that was left open elsewhere knows nothing of the answers since; only who was asked again means a change.
  if (request.state === 'answered' && !answer.change) throw new Refusal('conflict', pageRefusals.told);
  if (changes || answer.change) mustAllow(mayChange(context, now));
  if (before?.rating == null && answer.stage !== 'rating') throw new Refusal('conflict', pageRefusals.first);
  const text = answer.stage === 'comment' ? answer.value || null : null;
  const opinions = opinionsOf(answer);
  const dishes = withOpinions(context.dishes, opinions);
  const plan = planTurn({
    request: { state: before && !changes ? request.state : 'asked', stage: answer.stage },
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
    // What waits to become a case is explained by words as an open one is.
    hasOpenCase: context.openCaseId !== null || (request.caseDueAt !== null && answer.stage === 'comment'),
    clarified: true,
  });
  const holdUntil = (changes ? null : request.caseDueAt) ?? caseDueAfter(now);
  const saved = await saveAnswers(tx, context, { plan, opinions, said: text, source, holdUntil, now });
  if (plan.alert)
    await raiseAlert(tx, commentNeedsPerson, {
      companyId: context.companyId,
      about: {
        bookingId: context.booking.id,
        customerId: context.customer.id,
        said: text?.slice(0, 500) ?? null,
      },
    });
  const voucher =
    plan.say === 'thank_you' && (plan.values.rating ?? 0) >= 4 ? await voucherOf(tx, context, now) : null;
  const given = context.feedback ?? { source, givenAt: now };
  const after = {
    company: context.company,
    feedback: { ...given, rating: plan.values.rating },
    request: { caseDueAt: saved.caseDueAt },
    openCaseId: saved.case?.caseId ?? context.openCaseId,
  };
  const view = {
    ...viewOf({ ...context, dishes }, now),
    stage: plan.state === 'answered' ? ('done' as const) : plan.stage,
    unhappy: isUnhappy(plan.values, context.company.recoveryBelow),
    reference: saved.case?.reference ?? null,
    voucher,
    changeUntil: changeTime(after, now),
  };
  return { view, saved };
}

/** Whether the question was answered otherwise before. Dishes and words add to what was said. */
function isChange({ stage, value }: OneAnswer, before: Values): boolean {
  if (stage === 'dishes' || stage === 'dislikes' || stage === 'comment') return false;
  const given = before[stage === 'recommend' ? 'wouldRecommend' : stage];
  return given !== null && value !== null && given !== value;
}

type Changeable = Parameters<typeof changeableUntil>[0] & Pick<ShownContext, 'company'>;

function changeTime(facts: Changeable, now: Date): string | null {
  const until = changeableUntil(facts, now);
  return until && formatTime(until, facts.company);
}

const isAboutDishes = ({ stage }: OneAnswer) => stage === 'dishes' || stage === 'dislikes';

function opinionsOf({ stage, value }: OneAnswer): DishOpinion[] {
  if (stage !== 'dishes' && stage !== 'dislikes') return [];
  return (value ?? []).map((dish) => ({ dish, liked: stage === 'dishes' }));
}

/** What a page shows before anything is answered on it. */
export function viewOf(context: ShownContext, now: Date): PageView {
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
    again: false,
    changeUntil: changeTime(context, now),
    reach: {
      phone: context.company.phone && formatPhone(context.company.phone),
      email: context.company.email,
    },
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
      // The page asks each figure by itself, so unclear words leave nothing to ask: people read them where they may complain.
      const tone = read.sure ? read.sentiment : 0;
      const unread = !read.sure && read.complaint !== 'none';
      const words = { ...read, sentiment: tone, needsHuman: read.needsHuman || unread, sure: true };
      return { ...words, overall: null, aspects: reading.aspects, wouldRecommend: null, optOut: false };
    }
    default:
      return { ...reading, aspects: { ...reading.aspects, [stage]: value as Score | null } };
  }
}
