import 'server-only';
import { and, eq } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import type { Tx } from '@/db/session';

type Settings = Partial<
  Pick<
    typeof companies.$inferSelect,
    | 'depositRate'
    | 'serviceChargeRate'
    | 'serviceChargeTaxed'
    | 'finalCountDays'
    | 'quoteDays'
    | 'quoteAccepting'
    | 'quoteTerms'
    | 'invoiceDays'
    | 'address'
    | 'taxNumber'
    | 'documentFooter'
    | 'paymentInstructions'
    | 'paperSize'
  >
>;

/** Sets what the company is set to, if nobody did since the state that was seen; nothing where somebody did. */
export async function setCompany(
  tx: Tx,
  { companyId, version, ...settings }: Settings & { companyId: string; version: number },
): Promise<{ version: number } | undefined> {
  const [row] = await tx
    .update(companies)
    .set(settings)
    .where(and(eq(companies.id, companyId), eq(companies.version, version)))
    .returning({ version: companies.version });
  return row;
}
