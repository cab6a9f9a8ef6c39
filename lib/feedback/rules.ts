import type { feedbackSources, questionStages, requestStates } from '@/db/enums';
import type { Channel } from '@/lib/messaging/channels/channel';
import { nextChannel } from '@/lib/messaging/outbox/next-channel';
import { notSentReasons } from '@/lib/messaging/outbox/rules';
import type { Decision } from '@/lib/platform/errors';

export type RequestState = (typeof requestStates)[number];
export type Stage = (typeof questionStages)[number];
export type Source = (typeof feedbackSources)[number];

const minute = 60_000;
const hour = 60 * minute;
/** Silence after which a conversation that stopped halfway counts as finished. */
export const quietAfterMinutes = 30;
/** How long a web link works after it was made. */
export const linkDays = 60;
/**
 * Parts of one occasion that follow each other by no more than so many hours are asked about once, after the last of them: a
 * customer isn't asked on each day of a wedding. An engagement months before is an event of its own.
 */
export const oneSpanHours = 72;

/** States in which an answer is still expected. */
export const openStates = ['due', 'asked', 'reminded', 'answering'] as const satisfies RequestState[];

/** Why a request was not or will not be sent, as a person reads it on the timeline. */
const reasons: Record<string, string> = {
  not_completed: 'The booking isn’t completed.',
  cancelled: 'The booking was cancelled.',
  no_consent: 'The customer hasn’t agreed to WhatsApp messages.',
  opted_out: 'The customer opted out of WhatsApp messages.',
  unreachable: 'The customer has neither a number nor an e-mail address.',
  anonymised: 'The customer’s data was erased.',
  unwanted: 'The customer doesn’t want to be asked how it was.',
  later_part: 'The customer is asked after the last part of the occasion.',
  already_answered: 'Feedback was already given.',
  not_sent: 'The message was not sent.',
  failed: 'No message could be delivered.',
  no_answer: 'The customer didn’t answer the request or the reminder.',
};

/** The sentence for a stored reason; the outbox's own reasons are said by `lib/messaging/outbox/rules`. */
export function reasonWords(reason: string | null): string | null {
  if (reason === null) return null;
  return reasons[reason] ?? (notSentReasons as Record<string, string>)[reason] ?? reason.replaceAll('_', ' ');
}

export type AskFacts = {
  booking: { status: string; endsAt: Date; completedAt: Date | null };
  /** Whether another part of its occasion ends after it and begins within `oneSpanHours`: that one asks for both. */
  laterPart: boolean;
  request: { state: RequestState; askedAt: Date | null };
  customer: {
    phone: string | null;
    whatsappId: string | null;
    email: string | null;
    anonymisedAt: Date | null;
  };
  consent: 'granted' | 'withdrawn' | 'none';
  /** Whether they said that they don't want to be asked how it was. */
  unwanted?: boolean;
  hasFeedback: boolean;
  /** Minutes between completion and the request. */
  delay: number;
};

export type AskDecision =
  | { ask: 'now' }
  | { ask: 'later'; at: Date }
  | { ask: 'no'; state: RequestState; reason: string }
  | { ask: 'done' };

/**
 * When a completed booking may be asked about: the company's delay after its completion, and after its scheduled end
 * where it was marked as completed before that. Nobody is asked how it was while they are at table.
 */
export function dueAt({ booking, delay }: Pick<AskFacts, 'booking' | 'delay'>): Date {
  const over = Math.max(booking.completedAt?.getTime() ?? 0, booking.endsAt.getTime());
  return new Date(over + delay * minute);
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
  if (!customer.phone && !customer.whatsappId && !customer.email) return no('unreachable');
  if (consent === 'withdrawn') return no('opted_out');
  if (consent === 'none') return no('no_consent');
  if (facts.unwanted) return no('unwanted');
  if (facts.laterPart) return no('later_part');
  const due = dueAt(facts);
  return due > now ? { ask: 'later', at: due } : { ask: 'now' };
}

/** Nothing went out yet, so a later consent or number may still let it. */
function revivable(state: RequestState): boolean {
  return state === 'due' || state === 'suppressed';
}

export type SentMessage = {
  status: string;
  notSentReason: string | null;
  errorCode: number | null;
  channel: Channel;
};

export type FollowUpFacts = {
  request: { state: RequestState; askedAt: Date | null; remindedAt: Date | null };
  /** The newest request or reminder message. */
  message: SentMessage | undefined;
  /** Channels that the request was given to so far. */
  tried: readonly Channel[];
  customer: { phone: string | null; email: string | null };
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
  | { do: 'fall_back'; channel: 'sms' | 'email' }
  | { do: 'close'; state: RequestState; reason: string };

const finalFailure = ['failed', 'undelivered', 'not_sent'];
/** Not with the customer yet: held over the quiet hours, waiting for another try, being looked up. */
const onItsWay = ['waiting', 'sending', 'unknown'];

/** What an open request needs now: one reminder, its end, or the thank-you of a conversation that went quiet. */
export function decideFollowUp(facts: FollowUpFacts, now: Date): FollowUp {
  const { request, message } = facts;
  if (!openStates.some((state) => state === request.state) || request.state === 'due') return { do: 'wait' };
  if (facts.hasUnread) return { do: 'wait' };
  if (facts.bookingStatus === 'cancelled') return { do: 'close', state: 'cancelled', reason: 'cancelled' };
  if (request.state === 'answering') return quiet(facts, now) ? { do: 'finish' } : { do: 'wait' };
  if (facts.hasFeedback) return { do: 'close', state: 'answered', reason: 'already_answered' };
  if (facts.consent === 'withdrawn') return { do: 'close', state: 'suppressed', reason: 'opted_out' };
  if (request.state === 'asked' && message && finalFailure.includes(message.status)) {
    const channel = nextChannel({ ...facts, message });
    if (channel) return { do: 'fall_back', channel };
    if (facts.tried.length > 1) return { do: 'close', state: 'failed', reason: 'failed' };
    const reason = message.notSentReason ?? (message.status === 'not_sent' ? 'not_sent' : 'failed');
    return { do: 'close', state: message.status === 'not_sent' ? 'suppressed' : 'failed', reason };
  }
  if (request.state === 'asked' && message && onItsWay.includes(message.status)) return { do: 'wait' };
  const since = request.state === 'asked' ? request.askedAt : request.remindedAt;
  const over = since !== null && now.getTime() - since.getTime() >= facts.reminderAfter * hour;
  if (!over) return { do: 'wait' };
  return { do: request.state === 'asked' ? 'remind' : 'expire' };
}

function quiet({ lastAnswerAt }: FollowUpFacts, now: Date): boolean {
  return lastAnswerAt !== null && now.getTime() - lastAnswerAt.getTime() >= quietAfterMinutes * minute;
}

/** Feedback is taken for a completed event that has begun; PARITY "Rules". */
export function mayGiveFeedback(booking: { status: string; startsAt: Date }, at: Date): Decision {
  if (booking.status !== 'completed')
    return { ok: false, code: 'conflict', reason: 'Feedback can be given once the booking is completed.' };
  if (at < booking.startsAt)
    return { ok: false, code: 'conflict', reason: 'Feedback can’t be given before the event.' };
  return { ok: true };
}
