import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { command } from '@/lib/platform/command';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { loadPricing } from '@/lib/pricing/queries';
import { priceBooking } from '@/lib/pricing/rules';
import { loadLines, lockBooking } from './load';
import { profileFor } from './plan';
import { mayDiscount } from './rules';
import { discountInput } from './schema';
import { moneyColumns } from './write';

/**
 * Agrees a discount on a whole booking, in basis points of its lines or as an amount in minor units, with its reason;
 * neither takes an agreed one back. It holds through later edits, and a voucher counts on what it leaves. Throws
 * Refusal where the booking is closed, the person may not change prices, or more was paid than would be due.
 */
export const agreeDiscount = command({
  name: 'agree discount',
  permission: 'bookings.update',
  input: discountInput,
  output: z.object({ discount: z.number(), total: z.number() }),
  write: async (tx, { bookingId, rate, amount, reason }, actor) => {
    const stored = await lockBooking(tx, bookingId);
    const [company] = await tx.select({ staffPrices: companies.staffPrices }).from(companies);
    const mayPrice = actor.role !== 'staff' || company?.staffPrices === true;
    mustAllow(mayDiscount(stored, mayPrice));
    const [lines, pricing] = [await loadLines(tx, bookingId), await loadPricing(tx)];
    const agreed = { agreedDiscountRate: rate, agreedDiscountAmount: amount };
    const price = priceBooking({
      lines,
      profile: profileFor({ startsAt: stored.startsAt, stored, pricing }),
      depositRate: pricing.depositRate,
      discounts: { ...stored, ...agreed },
    });
    if (amount > price.subtotal)
      throw new Refusal('invalid', 'This is more than the menu and services come to.', {
        fields: { amount: 'This is more than the menu and services come to.' },
      });
    if (price.total < stored.paid)
      throw new Refusal(
        'conflict',
        'More has been paid than the total would then be. Refund the difference first.',
      );
    await tx
      .update(bookings)
      .set({ ...moneyColumns(price), ...agreed, agreedDiscountReason: rate + amount > 0 ? reason : null })
      .where(eq(bookings.id, bookingId));
    return { discount: price.discount, total: price.total };
  },
});
