import 'server-only';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import { actAs, type Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { finalCountTap } from '@/lib/bookings/final-count/tap';
import { recordRecovery } from '@/lib/cases/record-recovery';
import { withdrawConsent } from '@/lib/messaging/consent/record-consent';
import type { Queued } from '@/lib/messaging/events';
import { markHandled } from '@/lib/messaging/inbound/mark-handled';
import { messageNeedsPerson } from '../alert-kinds';
import {
  type AnswerContext,
  loadAnswerContext,
  lockAnswers,
  valuesOf,
  withOpinions,
} from '../answers/answer-context';
import { saveAnswers } from '../answers/save-answers';
import { closeRequests } from '../asking/save-requests';
import { readReplies } from '../reading/read-replies';
import type { InboundMessage, Reading } from '../reading/types';
import type { Stage } from '../rules';
import { findRepliedTo, findTarget, type Target, targetOfReply } from './find-target';
import { planTurn } from './plan-turn';
import { type Unclear, unclearQuestion } from './plan-unsure';
import { controlOf, parametersOf, promptOf, textOf } from './read-turn';
import { clarifyKey, sayNext } from './say-next';
import type { Control, Plan, Turn } from './turn';

export type Interpretation = {
  outcome: 'feedback' | 'recovered' | 'other' | 'handled' | 'unknown' | 'not_ours';
  queued: Queued[];
  given?: { feedbackId: string; bookingId: string };
  caseId?: string;
  /** The case was open already and has a shorter clock now. */
  hastened?: boolean;
  withdrawn?: string;
};

type Message = typeof messages.$inferSelect;
const nothing = (outcome: Interpretation['outcome']): Interpretation => ({ outcome, queued: [] });

/**
 * Turns a customer's message into what it says: finds the event it is about, reads the messages of the turn,
 * stores answers, case, opt-out and the next message, and marks the turn as handled, all in one transaction.
 * Repeated or concurrent calls have one effect. The caller announces afterwards what was queued.
 */
export async function interpretReply(
  { companyId, messageId }: { companyId: string; messageId: string },
  now: Date,
): Promise<Interpretation> {
  return actAs({ role: 'system', companyId, name: 'interpret-reply' }, async (tx) => {
    const [found] = await tx
      .select()
      .from(messages)
      .where(and(eq(messages.companyId, companyId), eq(messages.id, messageId)));
    if (found?.direction !== 'inbound') return nothing('unknown');
    if (isFinalCount(found)) return nothing('not_ours');
    if (!found.customerId) return leaveToPeople(tx, [found], null, now);
    await lockAnswers(tx, found.customerId);
    const waiting = await unhandledOf(tx, found);
    if (!waiting.some((message) => message.id === messageId)) return alreadyHandled(tx, found);
    return interpretTurn(tx, { companyId, customerId: found.customerId, messageId, waiting, now });
  });
}

async function unhandledOf(tx: Tx, { companyId, conversationId, customerId }: Message): Promise<Message[]> {
  const rows = await tx
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.companyId, companyId),
        eq(messages.conversationId, conversationId),
        customerId ? eq(messages.customerId, customerId) : undefined,
        eq(messages.direction, 'inbound'),
        isNull(messages.handledAt),
      ),
    )
    .orderBy(asc(messages.createdAt), asc(messages.id))
    .for('update');
  return rows.filter((message) => !isFinalCount(message));
}

const isFinalCount = ({ buttonPayload }: Message) => finalCountTap.understands(buttonPayload ?? '');

type Given = { companyId: string; customerId: string; messageId: string; waiting: Message[]; now: Date };

async function interpretTurn(tx: Tx, given: Given): Promise<Interpretation> {
  const { companyId, customerId, now } = given;
  const { turn, target } = await gatherTurn(tx, given);
  const context = target && (await loadAnswerContext(tx, { companyId, bookingId: target.bookingId }));
  const inputs = turn.map(parametersOf);
  const stage: Stage = target?.prompt ?? context?.request.stage ?? 'rating';
  const reading = readReplies({ messages: inputs, lastPrompt: promptOf(stage) });
  const withdrawn = reading.optOut ? await takeOptOut(tx, { companyId, customerId, turn, now }) : undefined;

  const answer =
    context && target && takesFeedback(context, now)
      ? await takeAnswer(tx, { context, target, turn, inputs, reading, stage, now })
      : undefined;
  const rest = answer ?? (await leaveToPeople(tx, turn, reading, now));
  return {
    ...rest,
    queued: [...rest.queued, ...(withdrawn?.queued ?? [])],
    ...(withdrawn ? { withdrawn: customerId } : {}),
  };
}

/** The unhandled messages that are about the same event as the given one, in order of arrival. */
async function gatherTurn(tx: Tx, { companyId, customerId, messageId, waiting, now }: Given) {
  const sids = waiting.flatMap((message) => message.repliedToSid ?? []);
  const said = await findRepliedTo(tx, { companyId, customerId }, sids);
  const fallback = await findTarget(tx, { companyId, customerId }, now);
  const targetOf = (message: Message): Target | undefined => {
    const replied = message.repliedToSid ? said.get(message.repliedToSid) : undefined;
    return replied ? targetOfReply(replied) : fallback;
  };
  const own = waiting.find((message) => message.id === messageId);
  const target = own && targetOf(own);
  const turn = waiting.filter((message) => targetOf(message)?.bookingId === target?.bookingId);
  return { turn, target };
}

function takesFeedback({ booking }: AnswerContext, now: Date): boolean {
  return booking.status === 'completed' && now >= booking.startsAt;
}

type AnswerGiven = {
  context: AnswerContext;
  target: Target;
  turn: Message[];
  inputs: InboundMessage[];
  reading: Reading;
  stage: Stage;
  now: Date;
};

async function takeAnswer(tx: Tx, given: AnswerGiven): Promise<Interpretation | undefined> {
  const { context, target, turn, inputs, reading, stage, now } = given;
  const text = textOf(inputs, stage);
  if (target.reaskedCase && reading.sure && reading.overall !== null) {
    const rating = reading.overall;
    const { companyId, customer, booking } = context;
    const answered = await recordRecovery(tx, {
      companyId,
      caseId: target.reaskedCase,
      rating,
      text,
      answer: {
        customerId: customer.id,
        customer: customer.name,
        event: booking.eventName,
        language: reading.spoken && reading.language !== 'und' ? reading.language : customer.language,
        conversationId: turn.at(-1)?.conversationId,
      },
    });
    await markHandled(tx, turn, { reading, bookingId: booking.id, now });
    return { outcome: 'recovered', queued: answered ? [{ companyId, ...answered }] : [] };
  }
  const before = valuesOf(context.feedback);
  const unclear = unclearQuestion(reading, stage);
  const control = controlOf(inputs, stage);
  const dishes = withOpinions(context.dishes, control.opinions);
  const plan = planTurn({
    request: { state: before ? context.request.state : startingState(context), stage: context.request.stage },
    prompt: stage,
    before,
    reading,
    control,
    text,
    dishes: dishes.length,
    notLiked: dishes.filter(({ liked }) => liked !== true).length,
    recoveryBelow: context.company.recoveryBelow,
    hasOpenCase: context.openCaseId !== null,
    clarified: !reading.sure && (await wasClarified(tx, context, unclear)),
  } satisfies Turn);
  if (!plan.about || (target.by === 'event' && !isPlain(plan, reading))) return undefined;
  return storeAnswer(tx, { ...given, context: { ...context, dishes }, plan, text, control, unclear });
}

async function wasClarified(
  tx: Tx,
  { companyId, request }: AnswerContext,
  unclear: Unclear,
): Promise<boolean> {
  const asked = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.companyId, companyId), eq(messages.onceKey, clarifyKey(request.id, unclear))))
    .limit(1);
  return asked.length > 0;
}

/** Nobody is waiting for an answer about this event, so only an explicit and sure one counts as one. */
function isPlain({ recoveryReason }: Plan, reading: Reading): boolean {
  if (!reading.sure) return recoveryReason !== null;
  const rated = reading.overall !== null || Object.values(reading.aspects).some((score) => score !== null);
  return rated || recoveryReason !== null || reading.sentiment !== 0;
}

function startingState({ request }: AnswerContext) {
  return request.state === 'answered' ? 'asked' : request.state;
}

async function storeAnswer(
  tx: Tx,
  given: AnswerGiven & { plan: Plan; text: string | null; control: Control; unclear: Unclear },
): Promise<Interpretation> {
  const { context, turn, reading, plan, text, now } = given;
  const saved = await saveAnswers(tx, context, {
    plan,
    opinions: given.control.opinions,
    said: text,
    source: turn.at(-1)?.channel === 'sms' ? 'sms' : 'whatsapp',
    now,
  });
  await markHandled(tx, turn, { reading, bookingId: context.booking.id, now });
  if (plan.alert) await callPerson(tx, turn);
  const message = await sayNext(tx, context, {
    plan,
    unclear: given.unclear,
    caseReference: saved.case?.reference ?? null,
    told: text !== null,
    conversationId: turn.at(-1)?.conversationId,
    asked: true,
    now,
  });
  return {
    outcome: 'feedback',
    queued: message ? [{ companyId: context.companyId, ...message }] : [],
    ...(saved.created && saved.feedbackId
      ? { given: { feedbackId: saved.feedbackId, bookingId: context.booking.id } }
      : {}),
    ...(saved.case ? { caseId: saved.case.caseId, hastened: saved.case.hastened } : {}),
  };
}

/** What isn't feedback stays in the conversation; people are told when an answer is expected of them. */
async function leaveToPeople(
  tx: Tx,
  turn: Message[],
  reading: Reading | null,
  now: Date,
): Promise<Interpretation> {
  await markHandled(tx, turn, { reading, bookingId: null, now });
  if (reading === null || reading.needsHuman || !reading.sure) await callPerson(tx, turn);
  return nothing('other');
}

const mostWords = 500;

/** Calls somebody of the office to a turn that expects an answer, with the customer's words. */
async function callPerson(tx: Tx, turn: Message[]): Promise<void> {
  const last = turn.at(-1);
  if (!last) return;
  const { companyId, conversationId, customerId } = last;
  const said = turn.flatMap(({ body }) => body.trim() || []).join('\n');
  const about = { conversationId, customerId, said: said.slice(0, mostWords) || null };
  await raiseAlert(tx, messageNeedsPerson, { companyId, about });
}

async function takeOptOut(
  tx: Tx,
  { companyId, customerId, turn, now }: { companyId: string; customerId: string; turn: Message[]; now: Date },
): Promise<{ queued: Queued[] } | undefined> {
  const last = turn.at(-1);
  const taken = await withdrawConsent(tx, {
    companyId,
    customerId,
    messageSid: last?.sid ?? undefined,
    conversationId: last?.conversationId,
  });
  await closeRequests(tx, { companyId, customerId }, now);
  if (!taken.changed) return undefined;
  return { queued: taken.confirmation ? [{ companyId, ...taken.confirmation }] : [] };
}

/** The job runs again after a crash: whatever its first run wrote and nobody announced is told once more. */
async function alreadyHandled(tx: Tx, { companyId, customerId }: Message): Promise<Interpretation> {
  if (!customerId) return nothing('handled');
  const waiting = await tx
    .select({ messageId: messages.id, senderId: messages.senderId })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, companyId),
        eq(messages.customerId, customerId),
        eq(messages.status, 'waiting'),
        eq(messages.asked, true),
      ),
    );
  return { outcome: 'handled', queued: waiting.map((row) => ({ companyId, ...row })) };
}
