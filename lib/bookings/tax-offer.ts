import type { TaxSnapshot } from '@/db/schema/tax-snapshot';
import { exemptionOf } from '@/lib/customers/billing/rules';
import { priceBooking, type Terms } from '@/lib/pricing/rules';
import { type TaxOffer, taxOffer, taxOffered } from '@/lib/pricing/tax/rules';
import type { PlanInput, StoredLine } from './plan';
import type { Status } from './rules';

type Booked = {
  booking: Terms & { status: Status; startsAt: Date; tax: TaxSnapshot | null; total: number };
  lines: readonly StoredLine[];
  customer: Parameters<typeof exemptionOf>[0];
};

/** What of a booking's tax the company and the customer's record have otherwise now, and what it would come to; minor units. */
export function tellTaxOffer(
  { booking, lines, customer }: Booked,
  pricing: PlanInput['pricing'],
): (TaxOffer & { total: number }) | undefined {
  const given = { stored: booking, pricing, exemption: exemptionOf(customer), prices: true };
  const offer = taxOffer(given);
  if (!offer) return undefined;
  const { total } = priceBooking({ lines, profile: taxOffered(given), depositRate: 0, terms: booking });
  return { ...offer, total };
}
