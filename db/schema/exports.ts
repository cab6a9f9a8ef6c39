import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { exportFormats, exportRoles, exportStatuses } from '../enums-of-files';
import { bounded, choice, createdAt, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { users } from './people';

const count = (name: string) => integer(name).notNull().default(0);

/** A list that is made into a file in the background. The file lies in the store, in parts whose keys follow from the row. */
export const exports = pgTable(
  'exports',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    list: text('list').notNull(),
    /** The list's filter as its address has it: "status=quoted&span=all". */
    filter: text('filter').notNull().default(''),
    format: choice('format', exportFormats).notNull(),
    status: choice('status', exportStatuses).notNull().default('waiting'),
    /** The role in which its rows are read. */
    madeAs: choice('made_as', exportRoles),
    /** As shown; rows in parts are `keptRows`. */
    doneRows: count('done_rows'),
    estimatedRows: integer('estimated_rows'),
    rowParts: count('row_parts'),
    fileParts: count('file_parts'),
    keptRows: count('kept_rows'),
    /** Where in the list the next part begins. */
    place: text('place'),
    bytes: bigint('bytes', { mode: 'number' }).notNull().default(0),
    /** The run that makes it; another one begins it from the start. */
    run: text('run'),
    beatAt: instant('beat_at'),
    /** How many have begun it from the start. */
    generation: count('generation'),
    problem: text('problem'),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
    expiresAt: instant('expires_at'),
  },
  (t) => [
    unique('exports_company_id').on(t.companyId, t.id),
    index('exports_newest').on(t.companyId, t.createdAt.desc().nullsFirst()),
    index('exports_user').on(t.userId, t.createdAt.desc().nullsFirst()),
    index('exports_under_way').on(t.companyId).where(sql`status in ('waiting', 'working')`),
    oneOf('exports', 'format', exportFormats),
    oneOf('exports', 'status', exportStatuses),
    oneOf('exports', 'made_as', exportRoles),
    bounded('exports', 'problem', 500),
    check('exports_list_form', sql`list ~ '^[a-z-]{1,40}$'`),
    check('exports_filter_length', sql`length(filter) <= 4000`),
    check('exports_done_rows', sql`done_rows >= 0`),
    check('exports_estimated_rows', sql`estimated_rows >= 0`),
    check('exports_row_parts', sql`row_parts >= 0`),
    check('exports_file_parts', sql`file_parts >= 0`),
    check('exports_kept_rows', sql`kept_rows >= 0`),
    check('exports_place_length', sql`length(place) <= 2000`),
    check('exports_bytes', sql`bytes >= 0`),
    check('exports_run_length', sql`length(run) between 1 and 100`),
    check('exports_generation', sql`generation between 0 and 1000`),
    check(
      'exports_ready',
      sql`status <> 'ready' or (finished_at is not null and expires_at is not null and file_parts > 0 and made_as is not null)`,
    ),
  ],
);
