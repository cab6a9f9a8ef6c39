import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  consentChannels,
  consentSources,
  consentStates,
  cuisines,
  languages,
  roles,
  sessionProofs,
} from '../enums';
import { bounded, choice, createdAt, id, instant, instantOrNever, oneOf, version } from './columns';
import { companies } from './companies';

export const users = pgTable(
  'users',
  {
    id: id(),
    /** Clients who sign in by a code have none. */
    email: text('email').unique(),
    name: text('name').notNull(),
    passwordHash: text('password_hash'),
    /** Raised to end every session of this person at once. */
    epoch: integer('epoch').notNull().default(1),
    disabledAt: instant('disabled_at'),
    createdAt: createdAt(),
  },
  () => [
    check(
      'users_email_form',
      sql`email = lower(email) and email ~ '^[^@\\s]+@[^@\\s]+$' and length(email) <= 254`,
    ),
    bounded('users', 'name', 120),
  ],
);

/** One signed-in browser; ended by signing out. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    epoch: integer('epoch').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
    userAgent: text('user_agent'),
    /** How its person proved who they are when it was opened. */
    openedBy: choice('opened_by', sessionProofs).notNull().default('password'),
    /** The company it works in; without one, the person's oldest membership counts. */
    companyId: uuid('company_id').references(() => companies.id),
    /** When it last asked for something, to five minutes. */
    seenAt: instant('seen_at').notNull().defaultNow(),
    /** A browser that never signed in to the portal before, until an earlier session says that it knows it. */
    newDevice: boolean('new_device').notNull().default(false),
    /** When its person was told of it as of a new device; they are once. */
    toldAt: instant('told_at'),
    /** When its person last proved who they are. */
    confirmedAt: instant('confirmed_at').notNull().defaultNow(),
  },
  (t) => [
    index('sessions_user').on(t.userId),
    index('sessions_company').on(t.companyId).where(sql`company_id is not null`),
    index('sessions_expires_at').on(t.expiresAt),
    oneOf('sessions', 'opened_by', sessionProofs),
  ],
);

/** Attempts within a window, counted per key, for sign-in and public forms. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    resetsAt: instant('resets_at').notNull(),
  },
  (t) => [index('rate_limits_resets_at').on(t.resetsAt)],
);

export const customers = pgTable(
  'customers',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    name: text('name').notNull(),
    /** E.164 with plus; absent for people WhatsApp names by a business-scoped id. */
    phone: text('phone'),
    whatsappId: text('whatsapp_id'),
    email: text('email'),
    address: text('address'),
    language: choice('language', languages).notNull().default('en'),
    timeZone: text('time_zone'),
    cuisine: choice('cuisine', cuisines),
    notes: text('notes'),
    tags: text('tags').array().notNull().default([]),
    /** Why no tax is asked of them, by which paper, and until the event of which day. */
    taxExemptReason: text('tax_exempt_reason'),
    taxExemptCertificate: text('tax_exempt_certificate'),
    taxExemptUntil: date('tax_exempt_until', { mode: 'string' }),
    /** In which currency totals are shown to them as well. */
    displayCurrency: text('display_currency'),
    /** Why they must not be anonymised, such as a lawsuit. */
    holdReason: text('hold_reason'),
    /** The record that this one became part of; people see that one alone. */
    mergedInto: uuid('merged_into'),
    anonymisedAt: instant('anonymised_at'),
    /** When the latest event that isn't cancelled begins; kept by trigger. */
    lastEventAt: instantOrNever('last_event_at').notNull().default(null),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('customers_company_id').on(t.companyId, t.id),
    unique('customers_phone').on(t.companyId, t.phone),
    unique('customers_whatsapp_id').on(t.companyId, t.whatsappId),
    index('customers_phone_key').on(t.companyId, sql`phone_key(phone)`),
    index('customers_name').on(t.companyId, t.name),
    index('customers_tax_exempt_until')
      .on(t.companyId, t.taxExemptUntil)
      .where(sql`tax_exempt_until is not null`),
    index('customers_last_event').on(t.companyId, t.lastEventAt, t.id),
    bounded('customers', 'name', 120),
    check('customers_phone_form', sql`phone ~ '^\\+[1-9][0-9]{6,14}$'`),
    oneOf('customers', 'language', languages),
    oneOf('customers', 'cuisine', cuisines),
    bounded('customers', 'tax_exempt_reason', 200),
    bounded('customers', 'tax_exempt_certificate', 80),
    check(
      'customers_tax_exempt',
      sql`tax_exempt_reason is not null or (tax_exempt_certificate is null and tax_exempt_until is null)`,
    ),
    bounded('customers', 'hold_reason', 300),
    check('customers_display_currency', sql`display_currency ~ '^[A-Z]{3}$'`),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    role: choice('role', roles).notNull(),
    /** Whose bookings a client sees. */
    customerId: uuid('customer_id'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.userId] }),
    index('memberships_user').on(t.userId),
    index('memberships_customer').on(t.companyId, t.customerId).where(sql`customer_id is not null`),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    oneOf('memberships', 'role', roles),
    check('memberships_client_has_customer', sql`(role = 'client') = (customer_id is not null)`),
  ],
);

/** A company's word to an e-mail address; its owner becomes a member by accepting. Written by definer functions. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    email: text('email').notNull(),
    role: choice('role', roles).notNull(),
    customerId: uuid('customer_id'),
    /** SHA-256 of the link's token in hex. */
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: uuid('invited_by')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull().default(sql`now() + interval '72 hours'`),
    acceptedAt: instant('accepted_at'),
    acceptedBy: uuid('accepted_by').references(() => users.id),
  },
  (t) => [
    uniqueIndex('invitations_open').on(t.companyId, t.email).where(sql`accepted_at is null`),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    check(
      'invitations_email_form',
      sql`email = lower(email) and email ~ '^[^@\\s]+@[^@\\s]+$' and length(email) <= 254`,
    ),
    oneOf('invitations', 'role', roles),
    check('invitations_client_has_customer', sql`(role = 'client') = (customer_id is not null)`),
    check('invitations_token_hash_form', sql`token_hash ~ '^[0-9a-f]{64}$'`),
    check('invitations_accepted', sql`(accepted_at is null) = (accepted_by is null)`),
  ],
);

/** What a customer allowed or withdrew, never changed afterwards; the newest row of a channel holds. */
export const consents = pgTable(
  'consents',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    customerId: uuid('customer_id').notNull(),
    channel: choice('channel', consentChannels).notNull(),
    state: choice('state', consentStates).notNull(),
    source: choice('source', consentSources).notNull(),
    textVersion: text('text_version').notNull(),
    reason: text('reason'),
    messageSid: text('message_sid'),
    userId: uuid('user_id'),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    index('consents_newest').on(
      t.companyId,
      t.customerId,
      t.channel,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    oneOf('consents', 'channel', consentChannels),
    oneOf('consents', 'state', consentStates),
    oneOf('consents', 'source', consentSources),
  ],
);

/** Two records of one person that were made one, and what they were, so that it can be taken back. */
export const customerMerges = pgTable(
  'customer_merges',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    keptId: uuid('kept_id').notNull(),
    goneId: uuid('gone_id').notNull(),
    goneName: text('gone_name').notNull(),
    /** These three until it can't be taken back any more. */
    keptBefore: jsonb('kept_before').$type<Record<string, unknown>>(),
    keptAfter: jsonb('kept_after').$type<Record<string, unknown>>(),
    goneBefore: jsonb('gone_before').$type<Record<string, unknown>>(),
    madeBy: uuid('made_by'),
    madeAt: instant('made_at').notNull().defaultNow(),
    undoneBy: uuid('undone_by'),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    unique('customer_merges_company_id').on(t.companyId, t.id),
    foreignKey({ columns: [t.companyId, t.keptId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({ columns: [t.companyId, t.goneId], foreignColumns: [customers.companyId, customers.id] }),
    index('customer_merges_kept').on(t.companyId, t.keptId, t.madeAt.desc().nullsFirst()),
    index('customer_merges_made').on(t.companyId, t.madeAt).where(sql`kept_before is not null`),
    index('customer_merges_gone').on(t.companyId, t.goneId).where(sql`undone_at is null`),
  ],
);
