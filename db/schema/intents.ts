import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns';
import { companies } from './companies';
import { users } from './people';

/**
 * What a person meant to do once, by the key that their form made. A row is written in the transaction of its
 * effect: where there is one, the effect is there too, and `result` is what it answered.
 */
export const intents = pgTable(
  'intents',
  {
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    key: uuid('key').notNull(),
    command: text('command').notNull(),
    /** SHA-256 of the command's input: the same key means the same input. */
    digest: text('digest').notNull(),
    result: jsonb('result'),
    /** Of an effect that isn't one transaction and is under way: until then nobody else begins it. */
    pendingUntil: instant('pending_until'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.userId, t.key] }),
    index('intents_age').on(t.companyId, t.createdAt),
  ],
);
