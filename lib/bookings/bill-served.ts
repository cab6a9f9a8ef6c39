import 'server-only';
import { eq } from 'drizzle-orm';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import type { OfficeActor, Tx } from '@/db/session';
import { billedLines } from './billed';
import { addExtras, keepVersion } from './extras/add-extras';
import type { Extra } from './extras/schema';
import { billedOf, headsOf } from './heads';
import { loadLines } from './load';
import { reprice } from './reprice';
import { moneyColumns } from './write-booking';

type Told = { served: number | undefined; extras: readonly Extra[]; actor: OfficeActor };

/**
 * Bills what was served, in the transaction that completes a locked booking: more guests than were guaranteed are charged for on
 * the lines that follow them, fewer aren't taken off, and extras are lines of their own. Returns the columns that say so. `served`
 * is none where nobody counted. Throws Refusal with fields.
 */
export async function billServed(
  tx: Tx,
  stored: typeof bookings.$inferSelect,
  { served, extras, actor }: Told,
) {
  const heads = headsOf(stored);
  const billedGuests = billedOf(heads.guests, served ?? 0);
  const counted = served === undefined ? {} : { actualGuests: served };
  if (billedGuests === heads.guests && extras.length === 0) return { ...counted, billedGuests };
  const lines = await loadLines(tx, stored.id);
  const billed = billedLines(lines, { ...heads, guests: billedGuests });
  for (const [at, { id, quantity }] of billed.entries())
    if (lines[at]?.quantity !== quantity)
      await tx.update(bookingLines).set({ quantity }).where(eq(bookingLines.id, id));
  await addExtras(tx, stored, { extras, held: lines.length, actor });
  const money = moneyColumns(await reprice(tx, stored, {}));
  if (extras.length > 0) {
    // A version tells what it came to as well.
    await tx.update(bookings).set(money).where(eq(bookings.id, stored.id));
    await keepVersion(tx);
  }
  return { ...counted, billedGuests, ...money };
}
