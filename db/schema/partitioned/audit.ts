import { bigint, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { auditCategories } from '../../enums';
import { choice, instant } from '../columns';

/** Append-only; partitioned by month in the migrations, hence apart from the generated tables. */
export const auditEvents = pgTable('audit_events', {
  id: bigint('id', { mode: 'number' }).notNull(),
  at: instant('at').notNull(),
  companyId: uuid('company_id'),
  category: choice('category', auditCategories).notNull(),
  action: text('action').notNull(),
  tableName: text('table_name'),
  rowId: text('row_id'),
  /** Key → [old, new]; secrets are redacted by the trigger. */
  changes: jsonb('changes').$type<Record<string, [unknown, unknown]>>(),
  detail: jsonb('detail').$type<Record<string, unknown>>(),
  actor: text('actor').notNull(),
  role: text('role').notNull(),
  userId: uuid('user_id'),
  requestId: text('request_id'),
  ip: text('ip'),
});
