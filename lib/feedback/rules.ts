import type { feedbackSources, questionStages, requestStates } from '@/db/enums';
import type { Decision } from '@/lib/errors';
import { notSentReasons } from '@/lib/whatsapp/rules';

export type RequestState = (typeof requestStates)[number];
export type Stage = (typeof questionStages)[number];
export type Source = (typeof feedbackSources)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Silence after which a conversation that stopped halfway counts as finished. */
export const QUIET_AFTER_MINUTES = 30;
/** How long a web link works after it was made. */
export const LINK_DAYS = 60;
/** Fewer answers than this are shown as "not enough data". */
export const ENOUGH = 5;

/** States in which an answer is still expected. */
export const openStates = ['due', 'asked', 'reminded', 'answering'] as const satisfies RequestState[];

/** Why a request was not or will not be sent, as a person reads it on the timeline. */
const reasons: Record<string, string> = {
  not_completed: 'The booking isn’t completed.',
  cancelled: 'The booking was cancelled.',
  no_consent: 'The customer hasn’t agreed to WhatsApp messages.',
  opted_out: 'The customer opted out of WhatsApp messages.',
  unreachable: 'The customer has no WhatsApp number.',
  anonymised: 'The customer’s data was erased.',
  already_answered: 'Feedback was already given.',
  not_sent: 'The message was not sent.',
  failed: 'WhatsApp could not deliver the message.',
  no_answer: 'The customer didn’t answer the request or the reminder.',
};

/** The sentence for a stored reason; the outbox's own reasons are said by `lib/whatsapp/rules`. */
export function reasonWords(reason: string | null): string | null {
  if (reason === null) return null;
  return reasons[reason] ?? (notSentReasons as Record<string, string>)[reason] ?? reason.replaceAll('_', ' ');
}

export type AskFacts = {
  booking: { status: string; startsAt: Date; completedAt: Date | null };
  request: { state: RequestState; askedAt: Date | null };
  customer: { phone: string | null; whatsappId: string | null; anonymisedAt: Date | null };
  consent: 'granted' | 'withdrawn' | 'none';
  hasFeedback: boolean;
  /** Minutes between completion and the request. */
  delay: number;
};

export type AskDecision =
  | { ask: 'now' }
  | { ask: 'later'; at: Date }
  | { ask: 'no'; state: RequestState; reason: string }
  | { ask: 'done' };

/** When a completed booking may be asked about: after the company's delay and never before the event. */
export function dueAt({ booking, delay }: Pick<AskFacts, 'booking' | 'delay'>): Date {
  const completed = booking.completedAt?.getTime() ?? 0;
  return new Date(Math.max(completed + delay * MINUTE, booking.startsAt.getTime()));
}

/** Whether the customer of a booking is asked now, later, never, or was asked before. */
export function decideAsk(facts: AskFacts, now: Date): AskDecision {
  const { booking, request, customer, consent } = facts;
  if (request.askedAt || !revivable(request.state)) return { ask: 'done' };
  const no = (reason: string, state: RequestState = 'suppressed') => ({ ask: 'no', state, reason }) as const;
  if (booking.status === 'cancelled') return no('cancelled', 'cancelled');
  if (booking.status !== 'completed') return no('not_completed');
  if (facts.hasFeedback) return no('already_answered', 'answered');
  if (customer.anonymisedAt) return no('anonymised');
  if (!customer.phone && !customer.whatsappId) return no('unreachable');
  if (consent === 'withdrawn') return no('opted_out');
  if (consent === 'none') return no('no_consent');
  const due = dueAt(facts);
  return due > now ? { ask: 'later', at: due } : { ask: 'now' };
}

/** Nothing went out yet, so a later consent or number may still let it. */
function revivable(state: RequestState): boolean {
  return state === 'due' || state === 'suppressed';
}

export type FollowUpFacts = {
  request: { state: RequestState; askedAt: Date | null; remindedAt: Date | null };
  /** Status of the newest request or reminder message. */
  message: { status: string; notSentReason: string | null } | undefined;
  bookingStatus: string;
  consent: 'granted' | 'withdrawn' | 'none';
  hasFeedback: boolean;
  /** A message of the customer waits to be read; it may be the answer. */
  hasUnread: boolean;
  /** When the last answer was stored. */
  lastAnswerAt: Date | null;
  /** Hours without an answer before the one reminder, and again before it expires. */
  reminderAfter: number;
};

export type FollowUp =
  | { do: 'remind' | 'expire' | 'finish' | 'wait' }
  | { do: 'close'; state: RequestState; reason: string };

const FINAL_FAILURE = ['failed', 'undelivered', 'not_sent'];

/** What an open request needs now: one reminder, its end, or the thank-you of a conversation that went quiet. */
export function decideFollowUp(facts: FollowUpFacts, now: Date): FollowUp {
  const { request, message } = facts;
  if (!openStates.some((state) => state === request.state) || request.state === 'due') return { do: 'wait' };
  if (facts.hasUnread) return { do: 'wait' };
  if (facts.bookingStatus === 'cancelled') return { do: 'close', state: 'cancelled', reason: 'cancelled' };
  if (request.state === 'answering') return quiet(facts, now) ? { do: 'finish' } : { do: 'wait' };
  if (facts.hasFeedback) return { do: 'close', state: 'answered', reason: 'already_answered' };
  if (facts.consent === 'withdrawn') return { do: 'close', state: 'suppressed', reason: 'opted_out' };
  if (request.state === 'asked' && message && FINAL_FAILURE.includes(message.status)) {
    const reason = message.notSentReason ?? (message.status === 'not_sent' ? 'not_sent' : 'failed');
    return { do: 'close', state: message.status === 'not_sent' ? 'suppressed' : 'failed', reason };
  }
  const since = request.state === 'asked' ? request.askedAt : request.remindedAt;
  const over = since !== null && now.getTime() - since.getTime() >= facts.reminderAfter * HOUR;
  if (!over) return { do: 'wait' };
  return { do: request.state === 'asked' ? 'remind' : 'expire' };
}

function quiet({ lastAnswerAt }: FollowUpFacts, now: Date): boolean {
  return lastAnswerAt !== null && now.getTime() - lastAnswerAt.getTime() >= QUIET_AFTER_MINUTES * MINUTE;
}

/** Feedback is taken for a completed event that has begun; PARITY "Rules". */
export function mayGiveFeedback(booking: { status: string; startsAt: Date }, at: Date): Decision {
  if (booking.status !== 'completed')
    return { ok: false, code: 'conflict', reason: 'Feedback can be given once the booking is completed.' };
  if (at < booking.startsAt)
    return { ok: false, code: 'conflict', reason: 'Feedback can’t be given before the event.' };
  return { ok: true };
}
