import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { codeChannels } from '../enums';
import { choice, createdAt, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { customers } from './people';

/** A code that a client signs in by, and where it went. The gate alone reads it. */
export const signInCodes = pgTable(
  'sign_in_codes',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    customerId: uuid('customer_id').notNull(),
    channel: choice('channel', codeChannels).notNull(),
    /** The number in E.164, or the mailbox in small letters, that whoever has the code proves to be theirs. */
    address: text('address').notNull(),
    codeHash: text('code_hash').notNull(),
    /** The company's senders as they were, where all of them are the installation's; none where it can read its codes. */
    sharedAs: text('shared_as'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull().default(sql`now() + interval '10 minutes'`),
    /** Used, or replaced by a newer one. */
    endedAt: instant('ended_at'),
    provedAt: instant('proved_at'),
    enteredAt: instant('entered_at'),
  },
  (t) => [
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    index('sign_in_codes_open').on(t.address).where(sql`ended_at is null`),
    index('sign_in_codes_customer').on(t.companyId, t.customerId),
    index('sign_in_codes_created_at').on(t.createdAt),
    oneOf('sign_in_codes', 'channel', codeChannels),
    check('sign_in_codes_address_length', sql`length(address) between 3 and 254`),
    check('sign_in_codes_code_hash_form', sql`code_hash ~ '^[0-9a-f]{64}$'`),
    check('sign_in_codes_shared_as_form', sql`shared_as ~ '^[0-9a-f]{64}$'`),
    check('sign_in_codes_life', sql`expires_at <= created_at + interval '10 minutes'`),
    check(
      'sign_in_codes_order',
      sql`(proved_at is null or ended_at is not null) and (entered_at is null or proved_at is not null)`,
    ),
  ],
);
