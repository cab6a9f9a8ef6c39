import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns';
import { companies } from './companies';

/** Buttons and lists made at the provider for use within a session, so that each is made once. */
export const sessionContents = pgTable(
  'session_contents',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    accountSid: text('account_sid').notNull(),
    /** SHA-256 of the choices and the language. */
    digest: text('digest').notNull(),
    contentSid: text('content_sid').notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('session_contents_digest').on(t.companyId, t.accountSid, t.digest)],
);
