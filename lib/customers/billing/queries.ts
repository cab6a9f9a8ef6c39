import 'server-only';
import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { customers } from '@/db/schema/people';
import type { TaxExemption } from '@/db/schema/tax-snapshot';
import type { Tx } from '@/db/session';
import { exemptionOf } from './rules';

export const exemptionColumns = {
  taxExemptReason: customers.taxExemptReason,
  taxExemptCertificate: customers.taxExemptCertificate,
  taxExemptUntil: customers.taxExemptUntil,
};

/** Why a customer pays no tax; null where they do, or where nobody is named. */
export async function loadExemption(tx: Tx, customerId: string | null | undefined) {
  if (!customerId) return null;
  const [found] = await tx.select(exemptionColumns).from(customers).where(eq(customers.id, customerId));
  return exemptionOf(found);
}

/** Of several, those who have one. */
export async function loadExemptions(tx: Tx, ids: readonly string[]): Promise<Map<string, TaxExemption>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: customers.id, ...exemptionColumns })
    .from(customers)
    .where(and(inArray(customers.id, [...ids]), isNotNull(customers.taxExemptReason)));
  return new Map(
    rows.flatMap(({ id, ...row }) => {
      const exemption = exemptionOf(row);
      return exemption ? [[id, exemption] as const] : [];
    }),
  );
}

const ownQuery = prepared((db) => db.select(exemptionColumns).from(customers).limit(1));

/** A client's own, whose row is the only one that they see. */
export const askOwnExemption = (tx: Tx) => ownQuery(tx);
