import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { command } from '@/lib/platform/command';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { lockBooking } from './load';
import { discountInput } from './price-schema';
import { reprice } from './reprice';
import { mayDiscount } from './rules';
import { moneyColumns } from './write-booking';

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
    mustAllow(mayDiscount(stored, await mayPriceNow(tx, actor)));
    const agreed = { agreedDiscountRate: rate, agreedDiscountAmount: amount };
    if (amount > stored.menuTotal + stored.serviceTotal)
      throw new Refusal('invalid', 'This is more than the menu and services come to.', {
        fields: { amount: 'This is more than the menu and services come to.' },
      });
    const price = await reprice(tx, stored, agreed);
    await tx
      .update(bookings)
      .set({ ...moneyColumns(price), ...agreed, agreedDiscountReason: rate + amount > 0 ? reason : null })
      .where(eq(bookings.id, bookingId));
    return { discount: price.discount, total: price.total };
  },
});
