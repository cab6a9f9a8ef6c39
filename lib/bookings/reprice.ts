import 'server-only';
import type { bookings } from '@/db/schema/bookings';
import type { Tx } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';
import { loadPricing } from '@/lib/pricing/queries';
import { largestTotal, type Price, priceBooking, type Terms } from '@/lib/pricing/rules';
import { taxRuleFor } from '@/lib/pricing/tax/rules';
import { loadLines } from './load';

/**
 * What a locked booking costs on other terms: its lines as they are stored, under the tax that holds for it.
 * Throws Refusal where more was paid than would then be due, and where it is more than a booking can hold.
 */
export async function reprice(tx: Tx, stored: typeof bookings.$inferSelect, changed: Terms): Promise<Price> {
  const [lines, pricing] = [await loadLines(tx, stored.id), await loadPricing(tx)];
  const price = priceBooking({
    lines,
    profile: taxRuleFor({ startsAt: stored.startsAt, stored, pricing }),
    depositRate: pricing.depositRate,
    terms: { ...stored, ...changed },
  });
  if (price.total > largestTotal)
    throw new Refusal(
      'invalid',
      'The total is more than one booking can hold. Check the quantities and prices.',
    );
  if (price.total < stored.paid)
    throw new Refusal(
      'conflict',
      'More has been paid than the total would then be. Refund the difference first.',
    );
  return price;
}
