import type { KindTable } from '@/lib/messaging/kinds';
import { speakQuote } from './spoken';

/** The kinds of message that quotes send. */
export const quoteKinds = {
  quote_sent: {
    onlyBookingsCustomer: true,
    endsWithBooking: true,
    beforeEventBegins: true,
    whileQuoted: true,
    speak: speakQuote,
  },
} satisfies Partial<KindTable>;
