import 'server-only';
import { eq } from 'drizzle-orm';
import { bookingLines } from '@/db/schema/booking-lines';
import type { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import { billedLines } from './billed';
import { billedOf, headsOf } from './heads';
import { loadLines } from './load';
import { reprice } from './reprice';
import { moneyColumns } from './write';

/**
 * Bills what was served, in the transaction that completes a locked booking: more guests than were guaranteed are charged for on
 * the lines that follow them, fewer aren't taken off. Returns the columns that say so. `served` is none where nobody counted.
 */
export async function billServed(tx: Tx, stored: typeof bookings.$inferSelect, served: number | undefined) {
  const heads = headsOf(stored);
  const billedGuests = billedOf(heads.guests, served ?? 0);
  const counted = served === undefined ? {} : { actualGuests: served };
  if (billedGuests === heads.guests) return { ...counted, billedGuests };
  const lines = await loadLines(tx, stored.id);
  const billed = billedLines(lines, { ...heads, guests: billedGuests });
  for (const [at, { id, quantity }] of billed.entries())
    if (lines[at]?.quantity !== quantity)
      await tx.update(bookingLines).set({ quantity }).where(eq(bookingLines.id, id));
  return { ...counted, billedGuests, ...moneyColumns(await reprice(tx, stored, {})) };
}
