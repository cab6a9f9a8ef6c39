import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bounded, createdAt, id, instant } from './columns';
import { users } from './people';

/** What a person's devices sign in with. Only the gate reads the keys. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    /** As the device names it, in base64url. */
    credentialId: text('credential_id').notNull().unique('passkeys_credential_id'),
    /** COSE, in base64url. */
    publicKey: text('public_key').notNull(),
    /** Of its uses, as the device counts them; 0 where it doesn't. Only rises. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull().default([]),
    name: text('name').notNull(),
    createdAt: createdAt(),
    usedAt: instant('used_at'),
    /** When it was used by something that copied it; from then on it opens nothing. */
    copiedAt: instant('copied_at'),
  },
  (t) => [
    index('passkeys_user').on(t.userId),
    check(
      'passkeys_credential_id_form',
      sql`credential_id ~ '^[A-Za-z0-9_-]+$' and length(credential_id) between 8 and 1400`,
    ),
    check(
      'passkeys_public_key_form',
      sql`public_key ~ '^[A-Za-z0-9_-]+$' and length(public_key) between 16 and 4000`,
    ),
    check('passkeys_counter', sql`counter >= 0`),
    check('passkeys_transports', sql`cardinality(transports) <= 10`),
    bounded('passkeys', 'name', 60),
  ],
);
