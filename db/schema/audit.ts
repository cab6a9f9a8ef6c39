import { sql } from 'drizzle-orm';
import { bigint, check, customType, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { companies } from './companies';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** What stood in a stretch of a company's audit trail when it was sealed; append-only, made by `seal_audit`. */
export const auditSeals = pgTable(
  'audit_seals',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    companyId: uuid('company_id').references(() => companies.id),
    fromId: bigint('from_id', { mode: 'number' }).notNull(),
    uptoId: bigint('upto_id', { mode: 'number' }).notNull(),
    /** 16 bytes an entry: its id and half of its digest. */
    entries: bytea('entries').notNull(),
    rootBefore: bytea('root_before'),
    root: bytea('root').notNull(),
    sealedAt: instant('sealed_at').notNull().defaultNow(),
  },
  (t) => [
    check('audit_seals_range', sql`from_id < upto_id`),
    check('audit_seals_entries', sql`length(entries) > 0 and length(entries) % 16 = 0`),
    unique('audit_seals_company_id_upto_id_key').on(t.companyId, t.uptoId).nullsNotDistinct(),
  ],
);
