import type { TaxExemption } from '@/db/schema/tax-snapshot';

type Exempt = {
  taxExemptReason: string | null;
  taxExemptCertificate: string | null;
  taxExemptUntil: string | null;
};

/** Why a customer pays no tax, as it is kept with what they book; null where they pay it. */
export function exemptionOf(customer: Exempt | undefined): TaxExemption | null {
  if (!customer?.taxExemptReason) return null;
  const { taxExemptReason: reason, taxExemptCertificate: certificate, taxExemptUntil: until } = customer;
  return { reason, ...(certificate && { certificate }), ...(until && { until }) };
}
