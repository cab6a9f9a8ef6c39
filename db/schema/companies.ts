import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { languages, paperSizes, quoteAcceptings, roles } from '../enums';
import { bounded, choice, choices, createdAt, id, oneOf, someOf, version } from './columns';
import type { CancellationTerm, PaymentPlan } from './payment-plan';

export const companies = pgTable(
  'companies',
  {
    id: id(),
    name: text('name').notNull(),
    /** As it is registered, where that differs from the name. */
    legalName: text('legal_name'),
    slug: text('slug').notNull().unique(),
    country: text('country').notNull().default('GH'),
    currency: text('currency').notNull().default('GHS'),
    timeZone: text('time_zone').notNull().default('Africa/Accra'),
    locale: text('locale').notNull().default('en-GH'),
    language: text('language').notNull().default('en'),
    phone: text('phone'),
    email: text('email'),
    address: text('address'),
    taxNumber: text('tax_number'),
    /** On paper: small at the foot of each page; and how the company is paid. */
    documentFooter: text('document_footer'),
    paymentInstructions: text('payment_instructions'),
    paperSize: choice('paper_size', paperSizes).notNull().default('a4'),
    /** One of the company's own pictures, by a foreign key of both ids. */
    logoId: uuid('logo_id'),
    referencePrefix: text('reference_prefix').notNull().default('BK'),
    /** Basis points of the total asked as deposit. */
    depositRate: integer('deposit_rate').notNull().default(5000),
    /** Basis points on what a new booking's lines come to after discounts, and whether that is taxed. */
    serviceChargeRate: integer('service_charge_rate').notNull().default(0),
    serviceChargeTaxed: boolean('service_charge_taxed').notNull().default(true),
    /** Business days before an event by whose end its final count is due; then it may only rise. */
    finalCountDays: smallint('final_count_days').notNull().default(3),
    /** How many days a quote is valid, what one that is accepted does, and its terms, numbered by trigger. */
    quoteDays: smallint('quote_days').notNull().default(14),
    /** Days before a quote runs out on which its customer is reminded; never where there is none. */
    quoteRemindDays: smallint('quote_remind_days').default(2),
    quoteAccepting: choice('quote_accepting', quoteAcceptings).notNull().default('confirms'),
    quoteTerms: text('quote_terms'),
    quoteTermsVersion: integer('quote_terms_version').notNull().default(1),
    /** Days after it is issued by which an invoice is due. */
    invoiceDays: smallint('invoice_days').notNull().default(7),
    /** When a new booking's money is due. */
    paymentPlan: jsonb('payment_plan')
      .$type<PaymentPlan>()
      .notNull()
      .default({ deposit: { from: 'acceptance', days: 3 }, steps: [], balance: { from: 'event', days: -7 } }),
    /** What stays due of a new booking when it is called off. */
    cancellationTerms: jsonb('cancellation_terms').$type<CancellationTerm[]>().notNull().default([]),
    /** Whether the office confirms only once the deposit is there, or a manager says why not. */
    depositFirst: boolean('deposit_first').notNull().default(true),
    /** Days before and after a payment is due on which its customer is reminded; never where there is none. */
    remindBefore: smallint('remind_before').default(2),
    remindAfter: smallint('remind_after').default(3),
    /** Minutes between completion and the feedback request. */
    feedbackDelay: integer('feedback_delay').notNull().default(0),
    /** Hours without an answer before the one reminder. */
    reminderAfter: integer('reminder_after').notNull().default(24),
    /** A rating below this opens a recovery case. */
    recoveryBelow: smallint('recovery_below').notNull().default(4),
    /** Minutes a case may wait for its acknowledgement and its resolution. */
    caseClock: integer('case_clock').notNull().default(240),
    /** Minutes of the company's day between which no unasked message goes out. */
    quietFrom: smallint('quiet_from').notNull().default(1260),
    quietUntil: smallint('quiet_until').notNull().default(480),
    /** Most unasked messages one customer gets in 7 days. */
    contactCap: smallint('contact_cap').notNull().default(6),
    thankYouDiscount: integer('thank_you_discount').notNull().default(1000),
    remedyLimit: bigint('remedy_limit', { mode: 'number' }).notNull().default(50000),
    /** Whether the prices of the menu have the tax in them; a booking keeps what was said when it was priced. */
    pricesIncludeTax: boolean('prices_include_tax').notNull().default(false),
    /** Whether staff may change prices of the menu; managers always may. */
    staffPrices: boolean('staff_prices').notNull().default(true),
    /** Whose members need a second step of signing in. */
    secondFactorRoles: choices('second_factor_roles', roles),
    /** Hours without a request after which a session ends, and days after which it ends in any case. */
    sessionIdleHours: smallint('session_idle_hours').notNull().default(72),
    sessionDays: smallint('session_days').notNull().default(14),
    isDemo: boolean('is_demo').notNull().default(false),
    createdAt: createdAt(),
    version: version(),
  },
  () => [
    bounded('companies', 'name', 120),
    bounded('companies', 'legal_name', 160),
    oneOf('companies', 'language', languages),
    check('companies_country_form', sql`country ~ '^[A-Z]{2}$'`),
    check('companies_reference_form', sql`reference_prefix ~ '^[A-Z][A-Z0-9]{0,7}$'`),
    someOf('companies', 'second_factor_roles', roles),
    check('companies_session_idle', sql`session_idle_hours between 1 and 336`),
    check('companies_session_days', sql`session_days between 1 and 14`),
    bounded('companies', 'tax_number', 60),
    bounded('companies', 'document_footer', 300),
    bounded('companies', 'payment_instructions', 1000),
    oneOf('companies', 'paper_size', paperSizes),
    check('companies_currency_code', sql`currency ~ '^[A-Z]{3}$'`),
    check('companies_slug_form', sql`slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'`),
    check('companies_deposit_rate', sql`deposit_rate between 0 and 10000`),
    check('companies_service_charge', sql`service_charge_rate between 0 and 5000`),
    check('companies_invoice_days', sql`invoice_days between 0 and 365`),
    check('companies_cancellation_terms', sql`is_cancellation_terms(cancellation_terms)`),
    check('companies_payment_plan', sql`is_payment_plan(payment_plan)`),
    check('companies_remind_before', sql`remind_before between 0 and 30`),
    check('companies_remind_after', sql`remind_after between 1 and 60`),
    check('companies_final_count', sql`final_count_days between 0 and 30`),
    check('companies_quote_days', sql`quote_days between 1 and 365`),
    check('companies_quote_remind_days', sql`quote_remind_days between 1 and 30`),
    oneOf('companies', 'quote_accepting', quoteAcceptings),
    bounded('companies', 'quote_terms', 8000),
    check('companies_feedback_delay', sql`feedback_delay between 0 and 20160`),
    check('companies_reminder_after', sql`reminder_after between 1 and 336`),
    check('companies_recovery_below', sql`recovery_below between 2 and 5`),
    check('companies_case_clock', sql`case_clock between 5 and 20160`),
    check('companies_quiet_hours', sql`quiet_from between 0 and 1439 and quiet_until between 0 and 1439`),
    check('companies_contact_cap', sql`contact_cap between 1 and 50`),
    check('companies_discount', sql`thank_you_discount between 0 and 10000`),
  ],
);

/** Numbers that a company counts without reuse, such as booking references. */
export const counters = pgTable(
  'counters',
  {
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    name: text('name').notNull(),
    value: bigint('value', { mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.name] }), check('counters_value', sql`value >= 0`)],
);

/** A set of tax components that applies to events from a day on. */
export const taxProfiles = pgTable(
  'tax_profiles',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    name: text('name').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('tax_profiles_company_id').on(t.companyId, t.id),
    unique('tax_profiles_valid_from').on(t.companyId, t.validFrom),
    bounded('tax_profiles', 'name', 80),
  ],
);

export const taxComponents = pgTable(
  'tax_components',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    profileId: uuid('profile_id').notNull(),
    position: smallint('position').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    /** Basis points: 15 % is 1500. */
    rate: integer('rate').notNull(),
    /** Taxed on the base plus the components before it, as Ghana's VAT was until 2025. */
    compound: boolean('compound').notNull().default(false),
  },
  (t) => [
    foreignKey({
      columns: [t.companyId, t.profileId],
      foreignColumns: [taxProfiles.companyId, taxProfiles.id],
    }),
    unique('tax_components_position').on(t.profileId, t.position),
    index('tax_components_company').on(t.companyId, t.profileId),
    bounded('tax_components', 'code', 20),
    check('tax_components_rate', sql`rate between 0 and 10000`),
  ],
);
