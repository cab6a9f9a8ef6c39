import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { escalate } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { voucherRedeemed } from '@/lib/alerts/happenings';
import { lockVoucher, markRedeemed } from '@/lib/cases/vouchers';
import { command } from '@/lib/platform/command';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { lockBooking } from './load';
import { reprice } from './reprice';
import { mayRedeem } from './rules';
import { voucherInput } from './schema';
import { moneyColumns } from './write-booking';

/**
 * Takes a customer's voucher off a booking of theirs, once: the price is worked out anew with its rate and keeps
 * it through later edits. Throws Refusal with the reason; a code of someone else is the same as none.
 */
export const redeemVoucher = command({
  name: 'redeem voucher',
  permission: 'bookings.update',
  input: voucherInput,
  output: z.object({ discount: z.number(), total: z.number() }),
  write: async (tx, { bookingId, code }, actor, at) => {
    const stored = await lockBooking(tx, bookingId);
    const voucher = await escalate(actor, tx, () => lockVoucher(tx, { companyId: actor.companyId, code }));
    const decision = mayRedeem(stored, voucher, at);
    if (!decision.ok && decision.code === 'invalid') throw refuseCode(decision.reason);
    mustAllow(decision);
    if (!voucher) throw refuseCode('This customer has no voucher with this code.');
    const price = await reprice(tx, stored, { discountRate: voucher.rate });
    // Nobody of the office sets a discount or a voucher's state by hand; a rule has just allowed these.
    await escalate(actor, tx, async () => {
      await tx
        .update(bookings)
        .set({ ...moneyColumns(price), discountRate: voucher.rate })
        .where(eq(bookings.id, bookingId));
      await markRedeemed(tx, { voucherId: voucher.id, bookingId, now: at });
      await endAlerts(tx, actor.companyId, voucherRedeemed(voucher.code));
    });
    return { discount: price.discount, total: price.total };
  },
});

const refuseCode = (sentence: string) => new Refusal('invalid', sentence, { fields: { code: sentence } });
