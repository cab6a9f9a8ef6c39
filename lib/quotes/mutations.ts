import 'server-only';
import { z } from 'zod';
import { escalate } from '@/db/session';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { lockBooking } from '@/lib/bookings/load';
import { markQuoted } from '@/lib/bookings/mark-quoted';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { command } from '@/lib/platform/command';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { loadPricing } from '@/lib/pricing/queries';
import type { QuoteDocument } from './document-rules';
import { usualLastDay } from './last-day';
import { saidOf } from './quote-message';
import { readOptions } from './read-options';
import { maySend } from './rules';
import { changeQuote, loadParties, loadQuote } from './save-quotes';
import { byHandInput, quoteInput, sendInput } from './schema';
import { endOf, handOver, writeQuote } from './write-quote';

const madeQuote = z.object({ id: z.uuid(), reference: z.string(), link: z.string().nullable() });

/**
 * Makes the next quote of a booking from what is stored, with what may be added, and sends it; the one before is void. The
 * booking is quoted then. Throws Refusal: `stale` where it isn't the booking that was looked at any more.
 */
export const makeQuote = command({
  name: 'make quote',
  permission: 'bookings.advance',
  input: quoteInput,
  output: madeQuote,
  write: async (tx, input, actor, at) => {
    const stored = await lockBooking(tx, input.bookingId);
    if (stored.version !== input.version)
      throw new Refusal('stale', 'This booking was changed while you made the quote. Look at it again.');
    const pricing = await loadPricing(tx);
    const options = await readOptions(tx, input.options, {
      ...{ stored, pricing, mayPrice: await mayPriceNow(tx, actor), path: 'options' },
    });
    const validUntil = endOf(input.validOn, { stored, pricing, at });
    const { way } = input;
    const given = { stored, pricing, options, validUntil, opens: way !== null, byHand: null };
    return escalate(actor, tx, async () => {
      const { id, document, customer } = await writeQuote(tx, given, { userId: actor.userId, at });
      const handed =
        way && (await handOver(tx, { way, ...ofOne({ id, document }), booking: stored, customer }));
      return { id, reference: document.reference, link: handed?.link ?? null, queued: handed?.queued };
    });
  },
  after: ({ queued }) => (queued ? announce(queuedEvent(queued)) : Promise.resolve()),
});

/** Notes that a booking was quoted by hand, and how: the numbered version is kept, but has no page. */
export const quoteByHand = command({
  name: 'quote by hand',
  permission: 'bookings.advance',
  input: byHandInput,
  output: madeQuote,
  write: async (tx, { bookingId, reason }, actor, at) => {
    const stored = await lockBooking(tx, bookingId);
    const pricing = await loadPricing(tx);
    const { company } = await loadParties(tx, bookingId);
    const dayOf = (when: Date) => dayKey(when, pricing.timeZone);
    const last = usualLastDay(dayOf(at), company.days, dayOf(stored.startsAt));
    const validUntil = endOf(last, { stored, pricing, at });
    const given = { stored, pricing, options: [], validUntil, opens: true, byHand: reason };
    return escalate(actor, tx, async () => {
      const { id, document } = await writeQuote(tx, given, { userId: actor.userId, at });
      return { id, reference: document.reference, link: null };
    });
  },
});

/** Sends a draft, or an open quote by another way; by the same way twice is once. Throws Refusal. */
export const sendQuote = command({
  name: 'send quote',
  permission: 'bookings.advance',
  input: sendInput,
  output: madeQuote,
  write: async (tx, { id, way }, actor, at) => {
    const { bookingId } = await loadQuote(tx, id);
    const stored = await lockBooking(tx, bookingId);
    // Whoever changes a booking or its quote holds the booking, so that this is how it stays.
    const quote = await loadQuote(tx, id);
    mustAllow(maySend(quote, at));
    const { customer } = await loadParties(tx, bookingId);
    return escalate(actor, tx, async () => {
      await markQuoted(tx, stored, at);
      if (quote.status === 'draft') await changeQuote(tx, id, { status: 'sent', sentAt: at });
      const handed = await handOver(tx, { way, ...ofOne(quote), booking: stored, customer });
      return { id, reference: quote.document.reference, ...handed };
    });
  },
  after: ({ queued }) => (queued ? announce(queuedEvent(queued)) : Promise.resolve()),
});

const ofOne = ({ id, document }: { id: string; document: QuoteDocument }) => ({
  shown: { quoteId: id },
  said: saidOf(document),
});
