import 'server-only';
import { eq, like, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { occasions } from '@/db/schema/occasions';
import { occasionQuotes, quotes } from '@/db/schema/quotes';
import { escalate, type Tx } from '@/db/session';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { lockBooking } from '@/lib/bookings/load';
import { naming } from '@/lib/bookings/naming';
import { lockParts } from '@/lib/bookings/occasions/load';
import { waits } from '@/lib/bookings/occasions/rules';
import { announce, queuedEvent } from '@/lib/messaging/events';
import { command } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { loadPricing } from '@/lib/pricing/queries';
import type { QuoteOption } from './document-rules';
import { type SaidOfQuote, saidOf } from './quote-message';
import { readOptions } from './read-options';
import { mayQuoteWhole, maySend } from './rules';
import { loadParties, quoteOf } from './save-quotes';
import { occasionQuoteInput, sendInput } from './schema';
import { endOf, handOver, writeQuote } from './write-quote';

const given = z.object({ id: z.uuid(), reference: z.string(), link: z.string() });

/**
 * Offers all parts of an occasion that wait for it as one, and gives it to the customer: a quote of each part as it is stored, under
 * one number, which are answered together. Quotes of the parts that were open are void. Throws Refusal: `stale` where the parts
 * aren't those that were looked at any more.
 */
export const makeOccasionQuote = command({
  name: 'make occasion quote',
  permission: 'bookings.advance',
  input: occasionQuoteInput,
  output: given,
  write: async (tx, { occasionId, parts: seen, validOn, way }, actor, at) => {
    const parts = (await lockParts(tx, occasionId)).filter(waits);
    const [lead] = parts;
    if (!lead || parts.length === 1) throw new Refusal('conflict', mayQuoteWhole(parts.length));
    const asSeen = parts.every(({ id, version }) =>
      seen.some((one) => one.id === id && one.version === version),
    );
    if (!asSeen || seen.length !== parts.length)
      throw new Refusal('stale', 'The occasion was changed while you made the quote. Look at it again.');
    const pricing = await loadPricing(tx);
    const validUntil = endOf(validOn, { stored: lead, pricing, at });
    const mayPrice = await mayPriceNow(tx, actor);
    const options = new Map<string, QuoteOption[]>();
    for (const part of parts) {
      const index = seen.findIndex(({ id }) => id === part.id);
      options.set(
        part.id,
        await readOptions(tx, seen[index]?.options ?? [], {
          ...{ stored: part, pricing, mayPrice, path: `parts.${index}.options` },
        }),
      );
    }
    return escalate(actor, tx, async () => {
      const { companyId, userId } = actor;
      const offer = await insertOffer(tx, { occasionId, companyId, of: lead.reference, userId, at });
      const written = [];
      for (const part of parts)
        written.push(
          await naming(`“${part.eventName}” (${part.reference})`, () =>
            writeQuote(
              tx,
              {
                ...{
                  stored: part,
                  pricing,
                  options: options.get(part.id) ?? [],
                  validUntil,
                  opens: true,
                  byHand: null,
                },
                occasionQuoteId: offer.id,
              },
              { userId, at },
            ),
          ),
        );
      const documents = written.map(({ document }) => document);
      const [first] = written;
      if (!first) throw new Error('An offer without parts');
      const handed = await handOver(tx, {
        ...{ way, booking: lead, customer: first.customer },
        shown: { occasionQuoteId: offer.id },
        said: saidOfWhole(offer, documents),
      });
      return { id: offer.id, reference: offer.reference, ...handed };
    });
  },
  after: ({ queued }) => (queued ? announce(queuedEvent(queued)) : Promise.resolve()),
});

/** Gives an occasion's quote by another way; by the same way twice is once. Throws Refusal. */
export const sendOccasionQuote = command({
  name: 'send occasion quote',
  permission: 'bookings.advance',
  input: sendInput,
  output: given,
  write: async (tx, { id, way }, actor, at) => {
    const load = () =>
      tx.select().from(quotes).where(eq(quotes.occasionQuoteId, id)).orderBy(quotes.bookingId);
    const [offer] = await tx.select().from(occasionQuotes).where(eq(occasionQuotes.id, id));
    for (const { bookingId } of await load()) await lockBooking(tx, bookingId);
    const parts = (await load()).map(quoteOf).toSorted((one, two) => (startOf(one) < startOf(two) ? -1 : 1));
    const [lead] = parts;
    if (!offer || !lead) throw notFound('quote');
    mustAllow(maySend({ ...lead, occasionQuoteId: null }, at));
    const { customer } = await loadParties(tx, lead.bookingId);
    const booking = await lockBooking(tx, lead.bookingId);
    return escalate(actor, tx, async () => {
      const handed = await handOver(tx, {
        ...{ way, booking, customer },
        shown: { occasionQuoteId: id },
        said: saidOfWhole(
          offer,
          parts.map(({ document }) => document),
        ),
      });
      return { id, reference: offer.reference, ...handed };
    });
  },
  after: ({ queued }) => (queued ? announce(queuedEvent(queued)) : Promise.resolve()),
});

const startOf = ({ document }: ReturnType<typeof quoteOf>) => document.event.startsAt;

type Making = { occasionId: string; companyId: string; of: string; userId: string; at: Date };

/** "BK00042-O2": the second offer that begins with that booking. The occasion is locked. */
async function insertOffer(tx: Tx, { occasionId, companyId, of, userId, at }: Making) {
  const [occasion] = await tx
    .select({ name: occasions.name })
    .from(occasions)
    .where(eq(occasions.id, occasionId));
  if (!occasion) throw notFound('occasion');
  const [before] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(occasionQuotes)
    .where(like(occasionQuotes.reference, `${of}-O%`));
  const reference = `${of}-O${(before?.n ?? 0) + 1}`;
  const offer = { id: v7(), reference, name: occasion.name };
  await tx.insert(occasionQuotes).values({ ...offer, companyId, occasionId, madeBy: userId, madeAt: at });
  return offer;
}

function saidOfWhole(
  { reference, name }: { reference: string; name: string },
  documents: readonly Parameters<typeof saidOf>[0][],
): SaidOfQuote {
  const [first] = documents;
  if (!first) throw new Error('An offer without parts');
  const total = documents.reduce((sum, { price }) => sum + price.total, 0);
  return { ...saidOf(first), reference, event: name, total };
}
