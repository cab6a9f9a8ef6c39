import { z } from 'zod';
import {
  bookingConfirmed,
  bookingEnded,
  conversationAnswered,
  eventStarted,
  quoteMade,
} from '@/lib/alerts/happenings';
import { alertKind } from '@/lib/alerts/kind';

const about = z.object({ bookingId: z.uuid(), quoteId: z.uuid(), quote: z.string() });
const said = about.extend({ words: z.string().nullable() });
const hrefOf = ({ bookingId }: { bookingId: string }) => `/bookings/${bookingId}`;

export const quoteAccepted = alertKind({
  kind: 'quote_accepted',
  label: 'A quote was accepted',
  about: about.extend({ by: z.string(), amount: z.string(), waits: z.boolean() }),
  key: ({ quoteId }) => `quote_accepted:${quoteId}`,
  endsOn: ({ bookingId }) => [eventStarted(bookingId), bookingEnded(bookingId)],
  say: ({ by, quote, amount, waits, bookingId }, { event }) => ({
    title: `${by} accepted ${quote}${event ? ` for ${event.name}` : ''}: ${amount}`,
    detail: waits
      ? 'The booking waits for the deposit and is confirmed by itself once that has come.'
      : 'The booking is confirmed.',
    href: hrefOf({ bookingId }),
  }),
});

export const quoteStuck = alertKind({
  kind: 'quote_stuck',
  label: 'An accepted quote could not be confirmed',
  urgent: true,
  about: about.extend({ by: z.string(), why: z.string() }),
  key: ({ quoteId }) => `quote_stuck:${quoteId}`,
  endsOn: ({ bookingId }) => [bookingConfirmed(bookingId), bookingEnded(bookingId)],
  say: ({ by, quote, why, bookingId }) => ({
    title: `${by} accepted ${quote}, and the booking could not be confirmed`,
    detail: `${why} Call the customer: they wait for your word.`,
    href: hrefOf({ bookingId }),
  }),
});

export const quoteDeclined = alertKind({
  kind: 'quote_declined',
  label: 'A quote was declined',
  about: said,
  key: ({ quoteId }) => `quote_declined:${quoteId}`,
  endsOn: ({ bookingId }) => [quoteMade(bookingId), bookingConfirmed(bookingId), bookingEnded(bookingId)],
  say: ({ quote, words, bookingId }, { customer, event }) => ({
    title: `${customer ?? 'The customer'} declined ${quote}${event ? ` for ${event.name}` : ''}`,
    detail: words ?? 'No reason was given.',
    href: hrefOf({ bookingId }),
  }),
});

export const quoteChange = alertKind({
  kind: 'quote_change',
  label: 'A customer asks for another quote',
  again: true,
  // Alerts of earlier versions know no conversation.
  about: said.extend({ conversationId: z.uuid().optional() }),
  key: ({ quoteId }) => `quote_change:${quoteId}`,
  endsOn: ({ bookingId, conversationId }) => [
    quoteMade(bookingId),
    bookingConfirmed(bookingId),
    bookingEnded(bookingId),
    ...(conversationId ? [conversationAnswered(conversationId)] : []),
  ],
  say: ({ quote, words, bookingId, conversationId }, { customer, event }) => ({
    title: `${customer ?? 'The customer'} wants something different in ${quote}${event ? ` for ${event.name}` : ''}`,
    detail: words ?? undefined,
    href: conversationId ? `/messages/${conversationId}` : hrefOf({ bookingId }),
  }),
});
