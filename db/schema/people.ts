import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { consentChannels, consentSources, consentStates, cuisines, languages, roles } from '../enums';
import { bounded, choice, createdAt, id, instant, oneOf, version } from './columns';
import { companies } from './companies';

export const users = pgTable(
  'users',
  {
    id: id(),
    email: text('email').notNull().unique(),
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
  },
  (t) => [index('sessions_user').on(t.userId)],
);

/** Attempts within a window, counted per key, for sign-in and public forms. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  resetsAt: instant('resets_at').notNull(),
});

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
    anonymisedAt: instant('anonymised_at'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    unique('customers_company_id').on(t.companyId, t.id),
    unique('customers_phone').on(t.companyId, t.phone),
    unique('customers_whatsapp_id').on(t.companyId, t.whatsappId),
    index('customers_name').on(t.companyId, t.name),
    bounded('customers', 'name', 120),
    check('customers_phone_form', sql`phone ~ '^\\+[1-9][0-9]{6,14}$'`),
    oneOf('customers', 'language', languages),
    oneOf('customers', 'cuisine', cuisines),
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
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    oneOf('memberships', 'role', roles),
    check('memberships_client_has_customer', sql`(role = 'client') = (customer_id is not null)`),
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
