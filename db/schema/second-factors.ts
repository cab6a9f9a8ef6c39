import { sql } from 'drizzle-orm';
import { bigint, check, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from './columns';
import { users } from './people';

/** A person's second step of signing in. Only the gate reads it. */
export const secondFactors = pgTable(
  'second_factors',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id),
    /** What its codes are made of, sealed for this person. */
    secretSealed: text('secret_sealed').notNull(),
    /** The half minute, counted from 1970, of the last code that was taken. */
    lastStep: bigint('last_step', { mode: 'number' }).notNull(),
    /** Of the recovery codes that are left; each is taken away when it is used. */
    recoveryHashes: text('recovery_hashes').array().notNull(),
    createdAt: createdAt(),
  },
  () => [check('second_factors_recovery', sql`cardinality(recovery_hashes) <= 10`)],
);
