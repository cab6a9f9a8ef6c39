import type { approvalStates, bookingStatuses, messageForms } from '@/db/enums';
import { type Channel, channelOf } from '../channels/channel';
import type { KindRules } from '../kinds';
import { endOfQuiet, isTomorrow, type QuietHours } from './quiet-hours';

/** Why a message was not sent, as the timeline says it. */
export const notSentReasons = {
  no_address: 'The customer has no number or address for this.',
  anonymised: 'The customer’s data was erased.',
  opted_out: 'The customer opted out of WhatsApp messages.',
  no_opt_in: 'The customer hasn’t agreed to WhatsApp messages.',
  no_sender: 'No WhatsApp sender is set up and active.',
  no_sms_sender: 'No SMS number is set up with the sender.',
  no_mail_server: 'No mail server is set up.',
  session_closed:
    'More than 24 hours passed since the customer’s last message, so only a template may be sent.',
  no_template: 'There is no template for this message.',
  template_not_approved: 'WhatsApp hasn’t approved the template.',
  empty_variable: 'A value that the template needs is empty.',
  contact_cap: 'The customer already got the most messages allowed in 7 days.',
  booking_cancelled: 'The booking was cancelled.',
  other_customer: 'The booking belongs to another customer now.',
  event_begun: 'The event had already begun.',
  event_over: 'The event was already over.',
  already_said: 'The customer was told this before.',
  not_moved: 'The customer already knows this date and time.',
  too_late: 'It was no longer the day before the event.',
  answered: 'The customer had already answered.',
  quote_ended: 'The quote had ended or was replaced by then.',
  not_due: 'It was paid by then, or is due on another day.',
  code_ended: 'The code was used, replaced or had run out by then.',
  paper_void: 'The document was credited or void by then.',
  withdrawn_by_staff: 'Someone in the office stopped it.',
} as const;
export type NotSentReason = keyof typeof notSentReasons;

/** Whether a stored word is one of ours. */
export const isNotSentReason = (word: string): word is NotSentReason => Object.hasOwn(notSentReasons, word);

/** Why a message still waits. */
export const heldReasons = {
  quiet_hours: 'Waits for the end of the quiet hours.',
  sender_paused: 'Waits: the WhatsApp sender is paused.',
  template_pending: 'Waits for WhatsApp to approve the template.',
  retry: 'Will be tried again.',
  throttled: 'Waits for its turn: the sender already sends as much as it may.',
  lookup: 'Twilio’s answer was lost; it is being looked up before anything is sent again.',
} as const;
export type HeldReason = keyof typeof heldReasons;

type BookingFacts = {
  status: (typeof bookingStatuses)[number];
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  /** Whether it is still this customer's. */
  isTheirs: boolean;
  /** Whether the guest count is final. */
  guaranteed: boolean;
  hasFeedback: boolean;
  /** Whether a quote of it is open. */
  hasQuote: boolean;
  /** Whether the payment that it is about is still to come, on the day that it names. */
  isDue: boolean;
  /** The start that the customer was last told, by another message than this. */
  toldStart: Date | null;
  /** Whether another message of this kind told them the start that holds now. */
  saidBefore: boolean;
};

export type SendFacts = {
  channel: Channel;
  /** What the owner of its kind says of it. */
  kind: KindRules;
  form: (typeof messageForms)[number];
  asked: boolean;
  createdAt: Date;
  hasAddress: boolean;
  anonymised: boolean;
  consent: 'granted' | 'withdrawn' | 'none';
  sender: { pausedAt: Date | null; pausedUntil: Date | null; smsAddress: string | null } | undefined;
  /** A mail server and an address to send from are set up. */
  mailReady: boolean;
  lastInboundAt: Date | null;
  template: { approval: (typeof approvalStates)[number]; active: boolean; hasContent: boolean } | undefined;
  emptyVariable: boolean;
  quiet: QuietHours;
  unaskedInWeek: number;
  contactCap: number;
  booking: BookingFacts | undefined;
  /** Whether the paper that it is about still says what is true. */
  paperHolds: boolean;
  /** Whether the code that it brings still opens something. */
  codeHolds: boolean;
};

export type SendDecision =
  | { do: 'send'; as: 'text' | 'template' }
  | { do: 'not_send'; reason: NotSentReason }
  | { do: 'hold'; reason: HeldReason; until: Date };

const minute = 60_000;
const hour = 60 * minute;
/** WhatsApp's window is 24 h; the last minute is left to clocks and queues. */
export const sessionMs = 24 * hour - minute;
const approvalPatience = 72 * hour;

const refuse = (reason: NotSentReason): SendDecision => ({ do: 'not_send', reason });

/** Whether free text may be sent to someone who last wrote at that time. */
export function isSessionOpen(lastInboundAt: Date | null, now: Date): boolean {
  return lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() < sessionMs;
}

/** Whether the office may write to this address now: SMS and e-mail have no window. */
export function takesText(talk: { address: string; lastInboundAt: Date | null }, now: Date): boolean {
  return channelOf(talk.address) !== 'whatsapp' || isSessionOpen(talk.lastInboundAt, now);
}

/** May this message be sent now, and as what? Asked right before each attempt, never earlier. */
export function decideSend(facts: SendFacts, now: Date): SendDecision {
  const settled = refuseForGood(facts, now);
  if (settled) return refuse(settled);
  const unready = refuseForChannel(facts);
  if (unready) return refuse(unready);
  const { sender } = facts;
  if (sender?.pausedAt && facts.channel !== 'email') {
    const until = sender.pausedUntil ?? new Date(now.getTime() + 15 * minute);
    if (until > now) return { do: 'hold', reason: 'sender_paused', until };
  }
  if (!facts.asked && !facts.kind.atOnce) {
    if (facts.unaskedInWeek >= facts.contactCap) return refuse('contact_cap');
    const until = endOfQuiet(facts.quiet, now);
    if (until) return { do: 'hold', reason: 'quiet_hours', until };
  }
  // Sessions and templates are WhatsApp's alone.
  return facts.channel === 'whatsapp' ? chooseForm(facts, now) : { do: 'send', as: 'text' };
}

function refuseForChannel({ channel, sender, mailReady }: SendFacts): NotSentReason | undefined {
  if (channel === 'email') return mailReady ? undefined : 'no_mail_server';
  if (!sender) return 'no_sender';
  return channel === 'sms' && !sender.smsAddress ? 'no_sms_sender' : undefined;
}

function refuseForGood(facts: SendFacts, now: Date): NotSentReason | undefined {
  if (facts.anonymised) return 'anonymised';
  if (!facts.hasAddress) return 'no_address';
  if (facts.consent === 'withdrawn' && !facts.kind.afterOptOut) return 'opted_out';
  if (facts.consent === 'none' && !facts.asked && !mayUnagreed(facts, now)) return 'no_opt_in';
  if (facts.kind.whileCodeHolds && !facts.codeHolds) return 'code_ended';
  if (facts.kind.whilePaperHolds && !facts.paperHolds) return 'paper_void';
  return refuseForBooking(facts, now);
}

/** Whether it goes to somebody who never said anything about being written to. */
const mayUnagreed = ({ kind, lastInboundAt }: SendFacts, now: Date) =>
  kind.withoutOptIn || (kind.openSessionIsEnough && isSessionOpen(lastInboundAt, now));

function refuseForBooking({ kind, booking }: SendFacts, now: Date): NotSentReason | undefined {
  if (!booking) return undefined;
  if (kind.onlyBookingsCustomer && !booking.isTheirs) return 'other_customer';
  if (kind.untilFeedback && booking.hasFeedback) return 'answered';
  if (kind.whileQuoted && booking.status !== 'cancelled' && !booking.hasQuote) return 'quote_ended';
  if (kind.whileDue && booking.status !== 'cancelled' && !booking.isDue) return 'not_due';
  if (kind.endsWithBooking && booking.status === 'cancelled') return 'booking_cancelled';
  if (kind.beforeEventEnds && booking.endsAt <= now) return 'event_over';
  if (kind.beforeEventBegins && booking.startsAt <= now) return 'event_begun';
  if (kind.dayBefore && !isTomorrow(booking.startsAt, now, booking.timeZone)) return 'too_late';
  if (kind.untilFinalCount && booking.guaranteed) return 'answered';
  if (kind.tellsStart && booking.saidBefore) return 'already_said';
  const known = booking.toldStart?.getTime() ?? booking.startsAt.getTime();
  if (kind.ofNewStart && known === booking.startsAt.getTime()) return 'not_moved';
  return undefined;
}

function chooseForm(facts: SendFacts, now: Date): SendDecision {
  const open = isSessionOpen(facts.lastInboundAt, now);
  if (facts.form === 'text') return open ? { do: 'send', as: 'text' } : refuse('session_closed');
  if (facts.form === 'either' && open) return { do: 'send', as: 'text' };
  const { template } = facts;
  if (!template) return refuse('no_template');
  if (facts.emptyVariable) return refuse('empty_variable');
  if (template.active && template.hasContent && template.approval === 'approved') {
    return { do: 'send', as: 'template' };
  }
  const pending = template.approval === 'received' || template.approval === 'pending';
  const patient = now.getTime() - facts.createdAt.getTime() < approvalPatience;
  if (template.active && pending && patient) {
    return { do: 'hold', reason: 'template_pending', until: new Date(now.getTime() + hour) };
  }
  return refuse('template_not_approved');
}
