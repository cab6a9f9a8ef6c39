import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  dayOrders,
  importKinds,
  importOutcomes,
  importStates,
  importStatuses,
  onExisting,
} from '../enums-of-files';
import { bounded, choice, createdAt, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { users } from './people';

/** A file that a manager brings records along in, and how far that is. */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    kind: choice('kind', importKinds).notNull(),
    fileName: text('file_name').notNull(),
    /** "Excel workbook", "CSV, UTF-8, semicolons". */
    readAs: text('read_as').notNull(),
    heads: text('heads').array().notNull(),
    totalRows: integer('total_rows').notNull(),
    /** Field → place of its column, from 0. */
    mapping: jsonb('mapping').$type<Record<string, number>>().notNull().default({}),
    /** What happens to records that are there already. */
    existing: choice('existing', onExisting).notNull().default('update'),
    /** Which comes first in 06/07/2026, where the person said it. */
    dayOrder: choice('day_order', dayOrders),
    skipBad: boolean('skip_bad').notNull().default(false),
    status: choice('status', importStatuses).notNull().default('columns'),
    /** Rows that the step under way has gone through. */
    doneRows: integer('done_rows').notNull().default(0),
    problem: text('problem'),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    /** Whoever sent it on to the step it is at: its work is done in their name. */
    sentBy: uuid('sent_by')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    unique('imports_company_id').on(t.companyId, t.id),
    index('imports_newest').on(t.companyId, t.createdAt.desc().nullsFirst()),
    index('imports_created_by').on(t.createdBy),
    index('imports_sent_by').on(t.sentBy),
    index('imports_under_way').on(t.companyId).where(sql`status in ('checking', 'writing', 'undoing')`),
    oneOf('imports', 'kind', importKinds),
    oneOf('imports', 'status', importStatuses),
    oneOf('imports', 'existing', onExisting),
    oneOf('imports', 'day_order', dayOrders),
    bounded('imports', 'file_name', 200),
    check('imports_read_as_length', sql`length(read_as) between 1 and 80`),
    check('imports_heads', sql`cardinality(heads) between 1 and 200`),
    check('imports_total_rows', sql`total_rows between 1 and 100000`),
    check('imports_mapping', sql`jsonb_typeof(mapping) = 'object'`),
    check('imports_done_rows', sql`done_rows >= 0`),
    check('imports_problem_length', sql`length(problem) <= 500`),
  ],
);

/** A row of such a file: its cells, what it would do, what it did. */
export const importRows = pgTable(
  'import_rows',
  {
    companyId: uuid('company_id').notNull(),
    importId: uuid('import_id').notNull(),
    /** Where it begins in the file, from 1. */
    line: integer('line').notNull(),
    cells: text('cells').array().notNull(),
    outcome: choice('outcome', importOutcomes),
    field: text('field'),
    reason: text('reason'),
    /** What tells that two rows of a file are one record. */
    key: text('key'),
    recordId: uuid('record_id'),
    /** As it was found while checking, and as it was left by writing. */
    recordVersion: bigint('record_version', { mode: 'number' }),
    changed: text('changed').array().notNull().default([]),
    /** Another record that came with the row's own: the customer of a booking. */
    madeId: uuid('made_id'),
    before: jsonb('before').$type<Record<string, unknown>>(),
    state: choice('state', importStates).notNull().default('read'),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.importId, t.line] }),
    foreignKey({ columns: [t.companyId, t.importId], foreignColumns: [imports.companyId, imports.id] }),
    index('import_rows_outcome').on(t.companyId, t.importId, t.outcome, t.line),
    index('import_rows_key').on(t.companyId, t.importId, t.key).where(sql`key is not null`),
    index('import_rows_record').on(t.companyId, t.recordId).where(sql`record_id is not null`),
    index('import_rows_made').on(t.companyId, t.madeId).where(sql`made_id is not null`),
    index('import_rows_written').on(t.companyId, t.importId, t.line).where(sql`state = 'written'`),
    oneOf('import_rows', 'outcome', importOutcomes),
    oneOf('import_rows', 'state', importStates),
    check('import_rows_line', sql`line between 1 and 10000000`),
    check('import_rows_field_length', sql`length(field) <= 40`),
    check('import_rows_reason_length', sql`length(reason) <= 500`),
    check('import_rows_key_length', sql`length(key) <= 400`),
  ],
);
