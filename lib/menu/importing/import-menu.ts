import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { categories, items, services } from '@/db/schema/menu';
import type { Tx } from '@/db/session';
import type { Importer, ImportRoom, Written } from '@/lib/platform/import-kind';
import { judgeMenu, type MenuRecord, type MenuVerdict } from './judge-menu';
import { packageWords } from './read-row';
import { columnsOf } from './stored-columns';
import { writePackages } from './write-packages';

type Row<R extends MenuRecord = MenuRecord> = { line: number; record: R };
type Of<T extends MenuRecord['type']> = Extract<MenuRecord, { type: T }>;
const of =
  <T extends MenuRecord['type']>(type: T) =>
  (row: Row): row is Row<Of<T>> =>
    row.record.type === type;

/**
 * Categories, dishes, services and packages of a file. Categories are written first, since dishes stand in them, and packages
 * last, since they are made of dishes and services.
 */
export const menuImport: ImportRoom<MenuVerdict> = {
  first: 'category',
  last: { key: 'package', field: 'type', words: packageWords },
  judge: judgeMenu,
  async write(tx, actor, rows) {
    const records = rows.flatMap(({ line, verdict }): Row[] =>
      'record' in verdict ? [{ line, record: verdict.record }] : [],
    );
    const written = [
      await writeListed(tx, actor, categories, records.filter(of('category'))),
      await writeDishes(tx, actor, records.filter(of('dish'))),
      await writeListed(tx, actor, services, records.filter(of('service'))),
      await writePackages(tx, actor, records.filter(of('package'))),
    ];
    return written.every((some) => some !== undefined) ? written.flat() : undefined;
  },
  async undo(tx, _actor, importId, most) {
    const [row] = await tx.execute<{ n: number }>(
      sql`select take_menu_back(${importId}::uuid, ${most}) as n`,
    );
    return row?.n ?? 0;
  },
};

/** Services and categories, each behind those that are there. */
async function writeListed(
  tx: Tx,
  { companyId }: Importer,
  table: typeof categories | typeof services,
  rows: readonly Row<Of<'category' | 'service'>>[],
): Promise<Written[] | undefined> {
  if (rows.length === 0) return [];
  const [last] = await tx.select({ n: sql<number>`coalesce(max(position) + 1, 0)::int` }).from(table);
  let position = last?.n ?? 0;
  const written: Written[] = [];
  const added: Record<string, unknown>[] = [];
  for (const { line, record } of rows) {
    const { columns, stored } = record;
    if (stored) {
      const [saved] = await tx
        .update(table)
        .set(columns)
        .where(and(eq(table.id, stored.id), eq(table.version, stored.version)))
        .returning({ version: table.version });
      if (!saved) return undefined;
      written.push({ line, id: stored.id, version: saved.version, before: columnsOf(stored) });
      continue;
    }
    const id = v7();
    added.push({ ...columns, id, companyId, position });
    position += 1;
    written.push({ line, id, version: 1, before: null });
  }
  if (added.length > 0) await tx.insert(table).values(added as (typeof table.$inferInsert)[]);
  return written;
}

async function writeDishes(
  tx: Tx,
  { companyId }: Importer,
  rows: readonly Row<Of<'dish'>>[],
): Promise<Written[] | undefined> {
  if (rows.length === 0) return [];
  const made = await addCategories(tx, companyId, rows);
  const idOf = ({ category: { id, name } }: Of<'dish'>) => id ?? made.get(name.toLowerCase())?.id ?? '';
  const next = await nextPlaces(tx, [...new Set(rows.map(({ record }) => idOf(record)))]);
  const placeIn = (categoryId: string) => {
    const position = next.get(categoryId) ?? 0;
    next.set(categoryId, position + 1);
    return position;
  };
  const written: Written[] = [];
  const added: (typeof items.$inferInsert)[] = [];
  for (const { line, record } of rows) {
    const { columns, stored } = record;
    const categoryId = idOf(record);
    const brought = [...made.values()].find((one) => one.line === line);
    const category = brought ? { made_category: brought.id } : null;
    if (!stored) {
      const id = v7();
      added.push({ ...columns, id, companyId, categoryId, position: placeIn(categoryId) });
      written.push({ line, id, version: 1, before: category });
      continue;
    }
    const moved = stored.categoryId !== categoryId;
    const [saved] = await tx
      .update(items)
      .set({ ...columns, categoryId, position: moved ? placeIn(categoryId) : stored.position })
      .where(and(eq(items.id, stored.id), eq(items.version, stored.version)))
      .returning({ version: items.version });
    if (!saved) return undefined;
    written.push({
      line,
      id: stored.id,
      version: saved.version,
      before: { ...columnsOf(stored), ...category },
    });
  }
  if (added.length > 0) await tx.insert(items).values(added);
  return written;
}

type Made = { id: string; line: number };

/** The categories that dishes name and nobody has, by their names in small letters, with the row that brought each. */
async function addCategories(
  tx: Tx,
  companyId: string,
  rows: readonly Row<Of<'dish'>>[],
): Promise<Map<string, Made>> {
  const missing = rows.filter(({ record }) => record.category.id === undefined);
  if (missing.length === 0) return new Map();
  const [last] = await tx.select({ n: sql<number>`coalesce(max(position) + 1, 0)::int` }).from(categories);
  const made = new Map<string, Made>();
  const added: (typeof categories.$inferInsert)[] = [];
  for (const { line, record } of missing) {
    const { name } = record.category;
    if (made.has(name.toLowerCase())) continue;
    const id = v7();
    added.push({ id, name, companyId, position: (last?.n ?? 0) + made.size });
    made.set(name.toLowerCase(), { id, line });
  }
  await tx.insert(categories).values(added);
  return made;
}

async function nextPlaces(tx: Tx, categoryIds: string[]): Promise<Map<string, number>> {
  const found = await tx
    .select({ id: items.categoryId, n: sql<number>`max(${items.position}) + 1` })
    .from(items)
    .where(inArray(items.categoryId, categoryIds))
    .groupBy(items.categoryId);
  return new Map(found.map(({ id, n }) => [id, n]));
}
