import type { quoteEnds, quoteStatuses } from '@/db/enums';
import type { Status } from '@/lib/bookings/rules';
import type { PaperLanguage } from '@/lib/paper/document';
import type { Decision } from '@/lib/platform/errors';
import { quoteRefusals } from './spoken/refusals';

export type QuoteStatus = (typeof quoteStatuses)[number];
export type QuoteEnd = (typeof quoteEnds)[number];

export const quoteWords: Record<QuoteStatus, string> = {
  draft: 'Not sent',
  sent: 'Open',
  accepted: 'Accepted',
  declined: 'Declined',
  void: 'Void',
  expired: 'Expired',
};

/** Why a quote is void, for the office. */
export const endWords: Record<QuoteEnd, string> = {
  changed: 'The booking was changed since. Send a new quote.',
  replaced: 'A newer quote took its place.',
  confirmed: 'The booking was confirmed by the office.',
  cancelled: 'The booking was cancelled.',
  withdrawn: 'The quote was taken back.',
  part: 'Another part of the occasion no longer is as it was quoted. Send a new quote.',
};

/** The most options that a customer chooses from. */
export const mostOptions = 8;

const no = (reason: string) => ({ ok: false, code: 'conflict', reason }) as const;
const yes = { ok: true } as const;

/** Whether a booking may be quoted now. */
export function mayQuote(
  {
    status,
    startsAt,
    total,
    menuLines,
  }: { status: Status; startsAt: Date; total: number; menuLines: number },
  now: Date,
): Decision {
  if (status === 'cancelled' || status === 'completed')
    return no(`A ${status} booking is closed for changes.`);
  if (status !== 'enquiry' && status !== 'quoted')
    return no('This booking is confirmed: what was agreed holds. Change the booking instead.');
  if (startsAt <= now) return no('This event has begun. Move it to a coming date before quoting it.');
  if (menuLines === 0 || total === 0)
    return no('Add at least one dish with a price first: there is nothing to quote yet.');
  return yes;
}

/** Why an occasion with so many parts that wait has no quote as a whole. */
export const mayQuoteWhole = (waiting: number): string =>
  waiting === 1
    ? 'Only one part waits for a quote. Make it on the page of that booking.'
    : 'No part of this occasion waits for a quote.';

export type QuoteStanding = { status: QuoteStatus; validUntil: Date; endReason: QuoteEnd | null };

/** What a quote is at that moment: one whose day is over has expired, whether or not anybody wrote that down. */
export function standingOf({ status, validUntil }: QuoteStanding, now: Date): QuoteStatus {
  return (status === 'sent' || status === 'draft') && validUntil <= now ? 'expired' : status;
}

/** Whether a quote may be answered now; what it says is read by the customer, in their language. */
export function mayAnswer(
  quote: QuoteStanding,
  { company, language }: { company: string; language: PaperLanguage },
  now: Date,
): Decision {
  const why = quoteRefusals[language];
  switch (standingOf(quote, now)) {
    case 'sent':
      return yes;
    case 'expired':
      return no(why.expired(company));
    case 'accepted':
      return no(why.accepted);
    case 'declined':
      return no(why.declined(company));
    default:
      return no(why.void[quote.endReason ?? 'changed'](company));
  }
}

/** Whether a quote may be sent, for the first time or by another way. */
export function maySend(
  quote: QuoteStanding & { byHand: string | null; occasionQuoteId?: string | null },
  now: Date,
): Decision {
  if (quote.occasionQuoteId)
    return no('This is a part of the quote for the whole occasion. Send that one from the occasion’s page.');
  if (quote.byHand !== null) return no('This quote was given by hand and has no page. Make one to send it.');
  const standing = standingOf(quote, now);
  if (standing === 'draft' || standing === 'sent') return yes;
  return no(
    standing === 'expired'
      ? 'This quote has expired. Make a new one.'
      : 'This quote has ended. Make a new one.',
  );
}

/** What an option's field says where it is an amount of its own. */
export const ownAmount = 'amount';
