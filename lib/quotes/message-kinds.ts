import type { KindTable } from '@/lib/messaging/kinds';
import { speakQuote } from './spoken/message';

const ofQuotes = {
  onlyBookingsCustomer: true,
  endsWithBooking: true,
  beforeEventBegins: true,
  whileQuoted: true,
  whilePaperHolds: true,
} as const;

/** The kinds of message that quotes send. */
export const quoteKinds = {
  quote_sent: { ...ofQuotes, speak: speakQuote },
  quote_reminder: ofQuotes,
} satisfies Partial<KindTable>;
