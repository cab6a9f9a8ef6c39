import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { command } from '@/lib/platform/command';
import { mustAllow } from '@/lib/platform/errors';
import { lockBooking } from './load';
import { serviceChargeInput } from './price-schema';
import { reprice } from './reprice';
import { mayDiscount } from './rules';
import { moneyColumns } from './write-booking';

/**
 * Sets the service charge of one booking: basis points of its lines after discounts, and whether tax is on it too. Throws Refusal
 * where the booking is closed, the person may not change prices, or more was paid than would be due.
 */
export const setServiceCharge = command({
  name: 'set service charge',
  permission: 'bookings.update',
  input: serviceChargeInput,
  output: z.object({ serviceCharge: z.number(), total: z.number() }),
  write: async (tx, { bookingId, rate, taxed }, actor) => {
    const stored = await lockBooking(tx, bookingId);
    mustAllow(mayDiscount(stored, await mayPriceNow(tx, actor)));
    const terms = { serviceChargeRate: rate, serviceChargeTaxed: taxed };
    const price = await reprice(tx, stored, terms);
    await tx
      .update(bookings)
      .set({ ...moneyColumns(price), ...terms })
      .where(eq(bookings.id, bookingId));
    return { serviceCharge: price.serviceCharge, total: price.total };
  },
});
