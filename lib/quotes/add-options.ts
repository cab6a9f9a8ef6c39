import 'server-only';
import type { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import { addAgreedLines } from '@/lib/bookings/mark-quoted';
import { loadMenuThings } from '@/lib/menu/choice-queries';
import { ensureExtra } from '@/lib/menu/extras';
import { isThing } from '@/lib/menu/thing-ref';
import { Refusal } from '@/lib/platform/errors';
import { lineOf, type QuoteOption } from './document-rules';
import type { QuoteRow } from './save-quotes';

type Ticked = { quote: QuoteRow; ticked: readonly QuoteOption[]; total: number };

/**
 * Puts what was ticked on a quote onto its locked booking. `total`: what was agreed, minor units. Throws Refusal where it is no longer
 * on the menu.
 */
export async function addOptions(
  tx: Tx,
  booking: typeof bookings.$inferSelect,
  { quote, ticked, total }: Ticked,
): Promise<void> {
  const { companyId } = booking;
  const things = await loadMenuThings(
    tx,
    ticked.flatMap(({ thing }) => thing ?? []),
  );
  const lines = [];
  for (const option of ticked) {
    const { thing, label, unitPrice } = option;
    if (thing && !things.some((one) => isThing(one, thing)))
      throw new Refusal('conflict', `“${label}” is no longer on the menu.`);
    const own = async () => ({
      kind: 'service' as const,
      id: (await ensureExtra(tx, { companyId, name: label, price: unitPrice })).id,
    });
    lines.push(lineOf(option, thing ?? (await own())));
  }
  const { depositRate } = quote.document.pricing;
  const stored = await addAgreedLines(tx, booking, { lines, depositRate });
  if (stored !== total) throw new Error('An accepted quote and its booking come to different totals');
}
