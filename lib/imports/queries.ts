import 'server-only';
import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { importRows, imports } from '@/db/schema/imports';
import { users } from '@/db/schema/people';
import type { Tx } from '@/db/session';

const shownImports = 50;
const shownRows = 8;

const told = {
  id: imports.id,
  kind: imports.kind,
  fileName: imports.fileName,
  readAs: imports.readAs,
  status: imports.status,
  totalRows: imports.totalRows,
  doneRows: imports.doneRows,
  by: users.name,
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
};

/** The newest imports of a company. */
export const askImports = (tx: Tx) =>
  tx
    .select(told)
    .from(imports)
    .innerJoin(users, eq(users.id, imports.createdBy))
    .orderBy(desc(imports.createdAt))
    .limit(shownImports);

/** One import, with what its rows would do or did by number. */
export const askImport = (tx: Tx, id: string) =>
  [
    tx
      .select({
        ...told,
        heads: imports.heads,
        mapping: imports.mapping,
        existing: imports.existing,
        dayOrder: imports.dayOrder,
        skipBad: imports.skipBad,
        problem: imports.problem,
      })
      .from(imports)
      .innerJoin(users, eq(users.id, imports.createdBy))
      .where(eq(imports.id, id)),
    tx
      .select({ outcome: importRows.outcome, state: importRows.state, n: sql<number>`count(*)::int` })
      .from(importRows)
      .where(eq(importRows.importId, id))
      .groupBy(importRows.outcome, importRows.state),
    rowsOf(tx, id, sql`true`, shownRows),
    rowsOf(tx, id, sql`${importRows.outcome} in ('bad', 'conflict')`, shownRows),
    rowsOf(tx, id, sql`${importRows.state} = 'kept'`, shownRows),
  ] as const;

const isProblem = sql`(${inArray(importRows.outcome, ['bad', 'conflict'])} or ${importRows.state} = 'kept')`;

/** Rows that weren't or won't be taken, with why; those after a line. */
export const askProblems = (tx: Tx, { id, after, most }: { id: string; after: number; most: number }) =>
  tx
    .select(shown)
    .from(importRows)
    .where(and(eq(importRows.importId, id), isProblem, gt(importRows.line, after)))
    .orderBy(asc(importRows.line))
    .limit(most);

/** How many rows that is. */
export const countProblems = (tx: Tx, id: string) =>
  tx
    .select({ n: sql<number>`count(*)::int` })
    .from(importRows)
    .where(and(eq(importRows.importId, id), isProblem));

const shown = {
  line: importRows.line,
  cells: importRows.cells,
  outcome: importRows.outcome,
  field: importRows.field,
  reason: importRows.reason,
  changed: importRows.changed,
};

const rowsOf = (tx: Tx, id: string, which: ReturnType<typeof sql>, most: number) =>
  tx
    .select(shown)
    .from(importRows)
    .where(and(eq(importRows.importId, id), which))
    .orderBy(asc(importRows.line))
    .limit(most);
