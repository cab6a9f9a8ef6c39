import 'server-only';
import { prepared } from '@/db/prepared';
import { companies } from '@/db/schema/companies';

/** The terms of the office's company. */
export const askTerms = prepared((db) =>
  db
    .select({
      version: companies.version,
      depositRate: companies.depositRate,
      serviceChargeRate: companies.serviceChargeRate,
      serviceChargeTaxed: companies.serviceChargeTaxed,
      finalCountDays: companies.finalCountDays,
      quoteDays: companies.quoteDays,
      quoteRemindDays: companies.quoteRemindDays,
      quoteAccepting: companies.quoteAccepting,
      quoteTerms: companies.quoteTerms,
      invoiceDays: companies.invoiceDays,
    })
    .from(companies),
);

/** What of them a booking's page needs. */
export const askTermsInForce = prepared((db) =>
  db
    .select({
      finalCountDays: companies.finalCountDays,
      staffPrices: companies.staffPrices,
      invoiceDays: companies.invoiceDays,
    })
    .from(companies),
);
