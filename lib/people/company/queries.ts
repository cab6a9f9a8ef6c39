import 'server-only';
import { sql } from 'drizzle-orm';
import { prepared } from '@/db/prepared';
import { companies } from '@/db/schema/companies';

/** What a manager can set of the office's company here; `priced`: whether its currency is settled. */
export const askCompany = prepared((db) =>
  db
    .select({
      ...{ version: companies.version, name: companies.name, legalName: companies.legalName },
      ...{ address: companies.address, phone: companies.phone, email: companies.email },
      ...{ taxNumber: companies.taxNumber, referencePrefix: companies.referencePrefix },
      ...{ country: companies.country, timeZone: companies.timeZone, currency: companies.currency },
      ...{ locale: companies.locale, language: companies.language },
      ...{ feedbackDelay: companies.feedbackDelay, reminderAfter: companies.reminderAfter },
      ...{
        quietFrom: companies.quietFrom,
        quietUntil: companies.quietUntil,
        contactCap: companies.contactCap,
      },
      ...{ recoveryBelow: companies.recoveryBelow, caseClock: companies.caseClock },
      ...{ remedyLimit: companies.remedyLimit, thankYouDiscount: companies.thankYouDiscount },
      ...{ secondFactorRoles: companies.secondFactorRoles, sessionIdleHours: companies.sessionIdleHours },
      ...{ sessionDays: companies.sessionDays, priced: sql<boolean>`has_prices(${companies.id})` },
    })
    .from(companies),
);
