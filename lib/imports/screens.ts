import 'server-only';
import { z } from 'zod';
import { importKinds } from '@/db/enums-of-files';
import type { Mapping } from '@/lib/platform/import-kind';
import { idAt, screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { fieldsOf, type ImportKind } from './kinds';
import { askImport, askImports, askProblems, countProblems } from './queries';
import { mostRows } from './schema';

type Row = Awaited<ReturnType<typeof askProblems>>[number];

/** What a company brought along in files, and where to choose the next one. */
export const importsScreen = screen({
  permission: 'imports.run',
  input: ({ search }) => ({ kind: importKinds.find((kind) => kind === search.kind) ?? 'customers' }),
  ask: (tx) => [askImports(tx)] as const,
  tell: ([imports], { kind }) => ({ kind, imports }),
});

/** One import, at whichever step. */
export const importScreen = screen({
  permission: 'imports.run',
  input: idAt('id'),
  ask: askImport,
  tell: ([[found], numbers, first, wrong, kept]) => {
    if (!found) return undefined;
    const sum = (which: (one: (typeof numbers)[number]) => boolean) =>
      numbers.filter(which).reduce((total, { n }) => total + n, 0);
    const of = (outcome: Row['outcome']) => sum((one) => one.outcome === outcome);
    return {
      ...found,
      mapping: found.mapping as Mapping,
      counts: {
        new: of('new'),
        update: of('update'),
        same: of('same'),
        wrong: of('bad') + of('conflict'),
        written: sum(({ state }) => state !== 'read'),
        undone: sum(({ state }) => state === 'undone'),
        kept: sum(({ state }) => state === 'kept'),
      },
      first: first.map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.slice(0, 200)) })),
      wrong: wrong.map((row) => tellProblem(row, found)),
      kept: kept.map((row) => tellProblem(row, found)),
    };
  },
});

type From = { kind: ImportKind; heads: string[]; mapping: Record<string, number> };

function tellProblem(row: Row, { kind, heads, mapping }: From) {
  const column = row.field === null ? undefined : mapping[row.field];
  return {
    line: row.line,
    column:
      column === undefined
        ? (fieldsOf[kind].find(({ name }) => name === row.field)?.label ?? null)
        : (heads[column] ?? null),
    value: (column === undefined ? row.cells[mapping.name ?? 0] : row.cells[column])?.slice(0, 200) ?? '',
    reason: row.reason ?? '',
  };
}

const filePage = 1000;

/** The rows that weren't taken as a file, with why. */
export const problemsFile = sheetScreen({
  permission: 'imports.run',
  input: ({ params, search }) => {
    const id = idAt('id')({ params, search });
    const after = z.coerce
      .number()
      .int()
      .min(0)
      .max(mostRows)
      .catch(0)
      .parse(search.after ?? 0);
    return id ? { id, after } : undefined;
  },
  ask: (tx, { id, after }) => [askImport(tx, id)[0], askProblems(tx, { id, after, most: filePage })] as const,
  tell: ([[found], rows]) =>
    found && {
      rows: rows.map((row) => tellProblem(row, found)),
      next: rows.length === filePage && rows.at(-1) ? String(rows.at(-1)?.line) : undefined,
    },
  count: (tx, { id }) => countProblems(tx, id),
});
