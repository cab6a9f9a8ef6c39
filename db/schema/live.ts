import { sql } from 'drizzle-orm';
import { bigint, customType, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** PostgreSQL's 64-bit transaction number, as text. */
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** What happened to a company's rows within the last minutes, for its open screens; written by triggers. */
export const liveChanges = pgTable(
  'live_changes',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid('company_id').notNull(),
    topic: text('topic').notNull(),
    /** The conversation, for messages. */
    subject: uuid('subject'),
    xid: xid8('xid').notNull().default(sql`pg_current_xact_id()`),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [index('live_changes_company').on(t.companyId, t.xid), index('live_changes_at').on(t.at)],
);
