import 'server-only';
import { and, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { invoices } from '@/db/schema/money';
import type { Tx } from '@/db/session';
import { loadExemption } from '@/lib/customers/billing/queries';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { loadPricing, type Pricing } from '@/lib/pricing/queries';
import { largestTotal, priceBooking } from '@/lib/pricing/rules';
import { mayTakeTax, taxOffer, taxOffered } from '@/lib/pricing/tax/rules';
import { loadLines, lockBooking } from './load';
import { takeTaxInput } from './schema';
import { writePrice } from './write-booking';

/**
 * Brings what the company and the customer's record say of tax now into open bookings: an exemption or its end, and in drafts
 * with `prices` whether those include tax. Answers those that keep what they have, and why. Throws Refusal where the only one named can't.
 */
export const takeTax = command({
  name: 'take tax',
  permission: 'bookings.update',
  input: takeTaxInput,
  output: z.object({
    changed: z.number(),
    kept: z.array(z.object({ reference: z.string(), why: z.string() })),
  }),
  write: async (tx, { bookings: named, prices }) => {
    const pricing = await loadPricing(tx);
    const kept: { reference: string; why: string }[] = [];
    let changed = 0;
    // In one order, so that two at once wait for each other instead of locking each other out.
    for (const bookingId of [...new Set(named)].sort()) {
      const taken = await takeInto(tx, bookingId, { pricing, prices });
      if (taken === 'changed') changed += 1;
      else if (taken !== 'same') kept.push(taken);
    }
    const [alone] = kept;
    if (alone && named.length === 1) throw new Refusal('conflict', `${alone.reference}: ${alone.why}`);
    return { changed, kept };
  },
});

async function takeInto(tx: Tx, bookingId: string, by: { pricing: Pricing; prices: boolean }) {
  const stored = await lockBooking(tx, bookingId);
  const { reference } = stored;
  const may = mayTakeTax(stored);
  if (!may.ok) return { reference, why: may.reason };
  const offered = { ...by, stored, exemption: await loadExemption(tx, stored.customerId) };
  if (!taxOffer(offered)) return 'same';
  const [bill] = await tx
    .select({ reference: invoices.reference })
    .from(invoices)
    .where(
      and(
        eq(invoices.bookingId, bookingId),
        eq(invoices.kind, 'invoice'),
        lt(invoices.credited, invoices.total),
      ),
    );
  if (bill) return { reference, why: `${bill.reference} bills it as it is. Credit that first.` };
  const price = priceBooking({
    lines: await loadLines(tx, bookingId),
    profile: taxOffered(offered),
    depositRate: by.pricing.depositRate,
    terms: stored,
  });
  if (price.total < stored.paid)
    return { reference, why: 'More was paid than the total would then be. Refund the difference first.' };
  if (price.total > largestTotal) return { reference, why: 'The new total is more than a booking can hold.' };
  await writePrice(tx, bookingId, price);
  return 'changed';
}
