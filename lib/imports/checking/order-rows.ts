import 'server-only';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { importRows } from '@/db/schema/imports';
import type { Tx } from '@/db/session';
import { rooms } from '../import-rooms';
import type { Import } from '../load';

/** Whether a row is one of those that stand on what others bring: they are checked once the verdicts of these are known. */
export function lastRows({ kind, mapping }: Import): SQL<boolean> {
  const { last } = rooms[kind];
  const column = last && mapping[last.field];
  if (column === undefined) return sql<boolean>`false`;
  const words = last?.words.map((word) => sql`${word}`) ?? [];
  return sql<boolean>`coalesce(lower(btrim(${importRows.cells}[${column + 1}::int])) in (${sql.join(words, sql`, `)}), false)`;
}

/** Asks which keys belong to rows of the import that will be there as new records. */
export const broughtBy =
  (tx: Tx, { id, companyId }: Import) =>
  async (keys: readonly string[]): Promise<ReadonlySet<string>> => {
    if (keys.length === 0) return new Set();
    const found = await tx
      .select({ key: importRows.key })
      .from(importRows)
      .where(
        and(
          eq(importRows.companyId, companyId),
          eq(importRows.importId, id),
          inArray(importRows.key, [...new Set(keys)]),
          eq(importRows.outcome, 'new'),
        ),
      );
    return new Set(found.flatMap(({ key }) => key ?? []));
  };
