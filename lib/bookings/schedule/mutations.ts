import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { setCompany } from '@/lib/auth/company-settings';
import { mayPriceNow } from '@/lib/auth/staff-prices';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, Refusal } from '@/lib/platform/errors';
import { lockBooking } from '../load';
import { askPaymentTerms } from './queries';
import { mayPlan } from './rules';
import { bookingPlanInput, paymentTermsInput } from './schema';

/**
 * Sets when a booking's money is due, and what stays due when it is called off. Refuses where the booking is cancelled, changed meanwhile, or this person may not change
 * prices.
 */
export const setPaymentPlan = command({
  name: 'set payment plan',
  permission: 'bookings.update',
  input: bookingPlanInput,
  output: nothing,
  write: async (tx, { bookingId, version, plan, cancellation }, actor) => {
    const stored = await lockBooking(tx, bookingId);
    mustAllow(mayPlan(stored, await mayPriceNow(tx, actor)));
    if (stored.version !== version)
      throw new Refusal('conflict', 'The booking has changed meanwhile. Look at it again.');
    await tx
      .update(bookings)
      .set({ paymentPlan: plan, cancellationTerms: cancellation })
      .where(eq(bookings.id, bookingId));
  },
});

/** Sets when new bookings are to be paid, and how the company reminds. Throws `stale` with what somebody else set meanwhile. */
export const savePaymentTerms = command({
  name: 'save payment terms',
  permission: 'settings.write',
  input: paymentTermsInput,
  output: z.object({ version: z.number() }),
  write: (tx, { plan, cancellation, ...terms }, { companyId }) =>
    setCompany(
      tx,
      { companyId, paymentPlan: plan, cancellationTerms: cancellation, ...terms },
      async () => (await askPaymentTerms(tx))[0],
    ),
});
