import 'server-only';
import { eq } from 'drizzle-orm';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import type { ThingRef } from '@/lib/menu/thing-ref';
import { mustAllow } from '@/lib/platform/errors';
import { type PricedLine, priceBooking, profileOf } from '@/lib/pricing/rules';
import { loadLines } from './load';
import type { StoredLine } from './plan';
import { mayAdvance } from './rules';
import { lineRow, moneyColumns } from './write-booking';

/** Marks a locked enquiry as quoted; one that is quoted stays so. Throws Refusal for every other. */
export async function markQuoted(tx: Tx, stored: typeof bookings.$inferSelect, at: Date): Promise<void> {
  if (stored.status === 'quoted') return;
  mustAllow(mayAdvance({ ...stored, menuLines: 0 }, 'quoted', at));
  await tx.update(bookings).set({ status: 'quoted' }).where(eq(bookings.id, stored.id));
}

/** Notes when the customer agreed to a locked booking, where it isn't confirmed with that: from then on its payments are due. */
export async function noteAgreed(tx: Tx, bookingId: string, at: Date): Promise<void> {
  await tx.update(bookings).set({ agreedAt: at }).where(eq(bookings.id, bookingId));
}

/** A line as a quote offered it. */
export type AgreedLine = Omit<StoredLine, 'id' | 'thing' | 'choices'> & PricedLine & { thing: ThingRef };

/**
 * Puts what a customer chose beside what was quoted onto a locked booking, at the prices of the quote and under its tax and
 * rate of deposit. Gives what the booking comes to then, in minor units.
 */
export async function addAgreedLines(
  tx: Tx,
  stored: typeof bookings.$inferSelect,
  { lines, depositRate }: { lines: readonly AgreedLine[]; depositRate: number },
): Promise<number> {
  if (lines.length === 0) return stored.total;
  const held = await loadLines(tx, stored.id);
  const price = priceBooking({
    lines: [...held, ...lines],
    profile: stored.tax ? profileOf(stored.tax) : undefined,
    depositRate,
    terms: stored,
  });
  await tx.insert(bookingLines).values(
    lines.map((line, index) =>
      lineRow(
        {
          ...line,
          follows: line.follows ?? false,
          whom: line.whom ?? 'guests',
          position: held.length + index,
        },
        stored.companyId,
        stored.id,
      ),
    ),
  );
  await tx.update(bookings).set(moneyColumns(price)).where(eq(bookings.id, stored.id));
  return price.total;
}
