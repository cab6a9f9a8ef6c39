import type { messageKinds, messageStatuses } from '@/db/enums';
import { heldReasons, isNotSentReason, notSentReasons } from '../outbox/rules';

type Status = (typeof messageStatuses)[number];
type Kind = (typeof messageKinds)[number];

/** What a kind of message is called in the office. */
export const kindWords: Record<Kind, string> = {
  booking_confirmation: 'Booking confirmation',
  booking_moved: 'New date or time',
  booking_cancelled: 'Cancellation',
  event_reminder: 'Event reminder',
  final_count: 'Final count',
  feedback_request: 'Feedback request',
  feedback_reminder: 'Feedback reminder',
  thank_you: 'Thank-you',
  recovery: 'Recovery',
  recovery_reask: 'Question after the recovery',
  recovery_answered: 'Answer after the recovery',
  remedy_voucher: 'Discount code',
  enquiry_received: 'Enquiry received',
  quote_sent: 'Quote',
  quote_reminder: 'Reminder of a quote',
  payment_reminder: 'Payment reminder',
  paper_sent: 'Invoice, receipt or statement',
  opt_in_confirmation: 'Opt-in confirmation',
  opt_out_confirmation: 'Opt-out confirmation',
  feedback_question: 'Feedback question',
  staff_reply: 'Reply',
  inbound: 'From customer',
  quote_change: 'Asked on a quote’s page',
  template_test: 'Template test',
  sign_in_code: 'Sign-in code',
  portal_invitation: 'Invitation to the portal',
  new_device: 'Word of a new device',
};

export const statusWords: Record<Status, string> = {
  waiting: 'Waiting',
  sending: 'Sending',
  unknown: 'Being looked up',
  not_sent: 'Not sent',
  queued: 'Accepted',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  undelivered: 'Undelivered',
  failed: 'Failed',
  received: 'Received',
};

type Told = {
  status: Status;
  notSentReason: string | null;
  heldReason: string | null;
  errorCode: number | null;
};

/** The sentence that explains where a message stands, or undefined where its status says it all. */
export function whyOf({ status, notSentReason, heldReason, errorCode }: Told): string | undefined {
  if (status === 'not_sent' && notSentReason) {
    return isNotSentReason(notSentReason) ? notSentReasons[notSentReason] : notSentReason;
  }
  const waits = status === 'waiting' || status === 'sending' || status === 'unknown';
  if (waits && heldReason && Object.hasOwn(heldReasons, heldReason)) {
    return heldReasons[heldReason as keyof typeof heldReasons];
  }
  if (errorCode && (status === 'failed' || status === 'undelivered')) {
    return `${errorWords[errorCode] ?? 'WhatsApp could not deliver it.'} (Twilio ${errorCode})`;
  }
  return undefined;
}

/** The failures that the office meets most, in words that say what to do. */
const errorWords: Record<number, string> = {
  21211: 'The number isn’t valid: correct it on the customer.',
  21610: 'The customer opted out at the provider.',
  21614: 'The number can’t receive messages: correct it on the customer.',
  30003: 'The phone was switched off or out of reach.',
  30005: 'Nobody has this number any more: ask the customer for the new one.',
  30008: 'The network lost it for an unknown reason.',
  63003: 'This number isn’t on WhatsApp.',
  63016: 'The 24-hour window was closed.',
  63018: 'The sender reached WhatsApp’s rate limit.',
  63024: 'WhatsApp doesn’t accept this recipient.',
  63033: 'The customer blocked this sender.',
  63049: 'WhatsApp held it back to spare the customer.',
};
