import 'server-only';
import { and, eq } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import type { Tx } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';

type Settings = Partial<
  Pick<
    typeof companies.$inferSelect,
    | 'name'
    | 'legalName'
    | 'phone'
    | 'email'
    | 'referencePrefix'
    | 'country'
    | 'timeZone'
    | 'currency'
    | 'locale'
    | 'language'
    | 'feedbackDelay'
    | 'reminderAfter'
    | 'quietFrom'
    | 'quietUntil'
    | 'contactCap'
    | 'recoveryBelow'
    | 'caseClock'
    | 'remedyLimit'
    | 'thankYouDiscount'
    | 'secondFactorRoles'
    | 'sessionIdleHours'
    | 'sessionDays'
    | 'depositRate'
    | 'serviceChargeRate'
    | 'serviceChargeTaxed'
    | 'finalCountDays'
    | 'quoteDays'
    | 'quoteRemindDays'
    | 'quoteAccepting'
    | 'quoteTerms'
    | 'invoiceDays'
    | 'pricesIncludeTax'
    | 'paymentPlan'
    | 'cancellationTerms'
    | 'depositFirst'
    | 'remindBefore'
    | 'remindAfter'
    | 'address'
    | 'taxNumber'
    | 'documentFooter'
    | 'paymentInstructions'
    | 'paperSize'
    | 'logoId'
  >
>;

/**
 * Sets what the company is set to, if nobody did since the state that was seen. Throws `stale` with what is set now, as `stored`
 * reads it for the form.
 */
export async function setCompany(
  tx: Tx,
  { companyId, version, ...settings }: Settings & { companyId: string; version: number },
  stored: () => Promise<Record<string, unknown> | undefined>,
): Promise<{ version: number }> {
  const [row] = await tx
    .update(companies)
    .set(settings)
    .where(and(eq(companies.id, companyId), eq(companies.version, version)))
    .returning({ version: companies.version });
  if (row) return row;
  throw new Refusal('stale', 'Someone else changed the company’s settings while you were editing them.', {
    changed: (await stored()) ?? {},
  });
}
