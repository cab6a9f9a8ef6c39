import 'server-only';
import { and, asc, eq, gt, inArray, isNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import { loadMenuThings, type Offered } from '@/lib/menu/choice-queries';
import { mostDrafts } from '@/lib/menu/rules';
import { isThing, type ThingRef } from '@/lib/menu/thing-ref';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { loadPricing, type Pricing } from '@/lib/pricing/queries';
import { largestTotal, priceBooking } from '@/lib/pricing/rules';
import { taxRuleFor } from '@/lib/pricing/tax/rules';
import { asListed } from './line-terms';
import { loadLines, lockBooking } from './load';
import type { StoredLine } from './plan';
import { mayTakeNewPrice } from './rules';
import { offerPriceInput } from './schema';
import { writePrice } from './write-booking';

const answer = z.object({
  changed: z.number(),
  /** Drafts that keep their price, and why. */
  kept: z.array(z.object({ reference: z.string(), why: z.string() })),
});

/**
 * Brings the menu's price of a dish, service or package into drafts that still have another: those named, or all for events
 * to come. Lines that were agreed are never touched: one named draft that was confirmed meanwhile refuses the whole.
 */
export const offerPrice = command({
  name: 'offer price',
  permission: 'bookings.update',
  input: offerPriceInput,
  output: answer,
  write: async (tx, { kind, id, bookings: named }, _actor, at) => {
    const [thing] = await loadMenuThings(tx, [{ kind, id }]);
    if (!thing) throw notFound(kind);
    const pricing = await loadPricing(tx);
    const ids = named ?? (await draftsWith(tx, thing, at));
    const kept: z.output<typeof answer>['kept'] = [];
    let changed = 0;
    // In one order, so that two offers at once wait for each other instead of locking each other out.
    for (const bookingId of [...new Set(ids)].sort()) {
      const why = await offerTo(tx, bookingId, thing, pricing);
      if (why) kept.push(why);
      else changed += 1;
    }
    return { changed, kept };
  },
});

const columns = {
  dish: bookingLines.itemId,
  service: bookingLines.serviceId,
  package: bookingLines.packageId,
};
const lineOf = ({ kind, id }: ThingRef) => eq(columns[kind], id);

/** A line of that thing at the menu's price of its day; what was agreed otherwise isn't the menu's to change. */
const isMeant = (line: StoredLine, thing: ThingRef) =>
  isThing(line.thing, thing) && line.priceReason === null;

async function draftsWith(tx: Tx, thing: Offered, at: Date): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ id: bookings.id })
    .from(bookingLines)
    .innerJoin(
      bookings,
      and(eq(bookings.companyId, bookingLines.companyId), eq(bookings.id, bookingLines.bookingId)),
    )
    .where(
      and(
        lineOf(thing),
        isNull(bookingLines.priceReason),
        ne(bookingLines.unitPrice, thing.price),
        inArray(bookings.status, ['enquiry', 'quoted']),
        gt(bookings.startsAt, at),
      ),
    )
    .orderBy(asc(bookings.id))
    .limit(mostDrafts);
  return rows.map((row) => row.id);
}

/** Gives one draft the new price; answers why it keeps the one it has, if it does. */
async function offerTo(tx: Tx, bookingId: string, thing: Offered, pricing: Pricing) {
  const stored = await lockBooking(tx, bookingId);
  const { reference } = stored;
  const may = mayTakeNewPrice(stored.status);
  if (!may.ok) throw new Refusal(may.code, `${reference}: ${may.reason}`);
  const lines = (await loadLines(tx, bookingId)).map((line) =>
    isMeant(line, thing) ? { ...line, ...asListed(thing.price) } : line,
  );
  const price = priceBooking({
    lines,
    profile: taxRuleFor({ startsAt: stored.startsAt, stored, pricing }),
    depositRate: pricing.depositRate,
    terms: stored,
  });
  if (price.total < stored.paid) return { reference, why: 'more than the new total has been paid already' };
  if (price.total > largestTotal) return { reference, why: 'the new total is more than a booking can hold' };
  await tx
    .update(bookingLines)
    .set(asListed(thing.price))
    .where(and(eq(bookingLines.bookingId, bookingId), lineOf(thing), isNull(bookingLines.priceReason)));
  await writePrice(tx, bookingId, price);
  return undefined;
}
