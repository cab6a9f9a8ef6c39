import 'server-only';
import { inArray, or, sql } from 'drizzle-orm';
import { companies } from '@/db/schema/companies';
import { categories, items, services } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import {
  type Importer,
  type ImportGiven,
  readable,
  readRows,
  Unreadable,
  unreadable,
} from '@/lib/platform/import-kind';
import type { MoneyPlace } from '@/lib/platform/money';
import { allergensOf } from '../allergens';
import { dishValues, emptyDish, emptyService, serviceValues, statesOf } from '../form-values';
import { categoryInput, type DishInput, dishForm, type ServiceInput, serviceForm } from '../schema';
import type { MenuField } from './fields';
import {
  changedParts,
  idsToCome,
  keysIn,
  makePackage,
  namesIn,
  type PackageRecord,
  type StoredPackage,
  withParts,
} from './judge-packages';
import { type ReadRow, readRow } from './read-row';

type StoredDish = typeof items.$inferSelect;
type StoredService = typeof services.$inferSelect;
type StoredCategory = typeof categories.$inferSelect;

export type DishColumns = ReturnType<typeof dishColumns>;
export type ServiceColumns = Omit<ServiceInput, 'cost'> & { active: boolean };
/** What a row is written as. A dish's category is there already or comes with it, by its name. */
export type MenuRecord =
  | {
      type: 'dish';
      columns: DishColumns;
      category: { id: string | undefined; name: string };
      stored?: StoredDish;
    }
  | { type: 'service'; columns: ServiceColumns; stored?: StoredService }
  | { type: 'category'; columns: { name: string; active: boolean }; stored?: StoredCategory }
  | PackageRecord;
type Known = { id: string; version: number };
export type MenuVerdict = { key: string } & (
  | { outcome: 'new'; record: MenuRecord }
  | { outcome: 'same'; stored: Known }
  | { outcome: 'update'; stored: Known; record: MenuRecord; changed: string[] }
  | { outcome: 'conflict' | 'bad'; field: string; reason: string }
);

/** The menu as far as the rows could be about it. */
type Menu = {
  dishes: StoredDish[];
  services: StoredService[];
  categories: StoredCategory[];
  packages: StoredPackage[];
  toCome: ReadonlyMap<string, string>;
};

/** What each row would do, by the rules of the menu's forms. An empty cell changes nothing; costs are never touched. */
export async function judgeMenu(
  tx: Tx,
  _actor: Importer,
  { mapping, existing, rows, brought }: ImportGiven,
): Promise<MenuVerdict[]> {
  const [company] = await tx
    .select({ currency: companies.currency, locale: companies.locale })
    .from(companies);
  const place = company ?? { currency: '', locale: 'en-GB' };
  const read = readRows(rows, (cells) => readRow(cells, mapping, place));
  const menu = await findMenu(tx, readable(read), brought);
  return read.map((row) => (row instanceof Unreadable ? unreadable(row) : judge(row, menu, place, existing)));
}

function judge(row: ReadRow, menu: Menu, place: MoneyPlace, existing: ImportGiven['existing']): MenuVerdict {
  const { type, name } = row;
  const among: readonly (Known & { name: string; active: boolean })[] = {
    dish: menu.dishes,
    service: menu.services,
    category: menu.categories,
    package: menu.packages,
  }[type];
  const alike = namedLike(among, name);
  const key = `${type}:${alike.length === 1 ? alike[0]?.id : name.toLowerCase()}`.slice(0, 400);
  if (alike.length > 1)
    return {
      key,
      outcome: 'conflict',
      field: 'name',
      reason: `${alike.length} are called this but for capital letters. Write it as one of them.`,
    };
  const made = make(row, menu, place, alike[0]?.id);
  if ('reason' in made) return { key, outcome: 'bad', ...made };
  const { stored } = made;
  if (!stored) return { key, outcome: 'new', record: made };
  const changed = changesOf(made);
  return changed.length === 0 || existing === 'keep'
    ? { key, outcome: 'same', stored }
    : { key, outcome: 'update', stored, record: made, changed };
}

/** Exactly of this name, else of it in other letters. */
function namedLike<T extends { name: string }>(among: readonly T[], name: string): T[] {
  const exact = among.find((one) => one.name === name);
  return exact ? [exact] : among.filter((one) => one.name.toLowerCase() === name.toLowerCase());
}

type Bad = { field: string; reason: string };

function make(row: ReadRow, menu: Menu, place: MoneyPlace, id: string | undefined): MenuRecord | Bad {
  if (row.type === 'dish')
    return makeDish(
      row,
      menu,
      place,
      menu.dishes.find((one) => one.id === id),
    );
  if (row.type === 'service')
    return makeService(
      row,
      place,
      menu.services.find((one) => one.id === id),
    );
  if (row.type === 'package')
    return makePackage(
      row,
      menu,
      place,
      menu.packages.find((one) => one.id === id),
    );
  const stored = menu.categories.find((one) => one.id === id);
  const parsed = categoryInput.safeParse({ name: row.name });
  if (!parsed.success) return firstIssue(parsed.error);
  const columns = { name: parsed.data.name, active: row.offered ?? stored?.active ?? true };
  return { type: 'category', columns, ...(stored && { stored }) };
}

/** An id that no category has, for the form; one that is missing comes with the dish. */
const toCome = '00000000-0000-4000-8000-000000000000';

function makeDish(row: ReadRow, menu: Menu, place: MoneyPlace, stored?: StoredDish): MenuRecord | Bad {
  if (!stored && !row.category) return { field: 'category', reason: 'Say which category the dish is in.' };
  const asked = row.category ?? '';
  const alike = namedLike(menu.categories, asked);
  if (alike.length > 1)
    return { field: 'category', reason: 'Several categories are called this but for capital letters.' };
  const category = row.category ? { id: alike[0]?.id, name: asked } : { id: stored?.categoryId, name: asked };
  const named = categoryInput.safeParse({ name: asked });
  if (row.category && !named.success) return { ...firstIssue(named.error), field: 'category' };
  const base = stored ? dishValues(stored, place) : { ...emptyDish(toCome, false), minimumOrder: '1' };
  const parsed = dishForm(place).safeParse({
    ...base,
    ...row.texts,
    name: row.name,
    categoryId: category.id ?? toCome,
    allergens: allergensAfter(stored ?? { contains: [], mayContain: [], freeFrom: [] }, row.lists),
  });
  if (!parsed.success) return firstIssue(parsed.error);
  const columns = dishColumns(parsed.data, row.offered ?? stored?.active ?? true);
  return { type: 'dish', columns, category, ...(stored && { stored }) };
}

function makeService(row: ReadRow, place: MoneyPlace, stored?: StoredService): MenuRecord | Bad {
  const { preparationMinutes, description, price, unit, minimumOrder } = row.texts;
  const said = Object.entries({
    ...{ description, price, unit, minimumOrder },
    durationMinutes: preparationMinutes,
    kind: row.kind,
  }).filter(([, value]) => value !== undefined);
  const base = stored ? serviceValues(stored, place) : { ...emptyService(false), kind: 'other' as const };
  const parsed = serviceForm(place).safeParse({ ...base, ...Object.fromEntries(said), name: row.name });
  if (!parsed.success) return firstIssue(parsed.error);
  const { cost: _, ...input } = parsed.data;
  const columns = { ...input, active: row.offered ?? stored?.active ?? true };
  return { type: 'service', columns, ...(stored && { stored }) };
}

/** What is known after a row: each list that it gives stands for the whole of that list. */
function allergensAfter(
  stored: Pick<StoredDish, 'contains' | 'mayContain' | 'freeFrom'>,
  lists: ReadRow['lists'],
): ReturnType<typeof statesOf> {
  const states = statesOf(stored);
  for (const [allergen, state] of Object.entries(states))
    if (state !== undefined && state !== 'unknown' && lists[state])
      states[allergen as keyof typeof states] = 'unknown';
  for (const [state, listed] of Object.entries(lists))
    for (const allergen of listed ?? []) states[allergen] = state as keyof typeof lists;
  return states;
}

function dishColumns({ allergens, cost: _, categoryId: __, ...input }: DishInput, active: boolean) {
  return { ...input, ...allergensOf(allergens), active };
}

const plain = (value: unknown) => (Array.isArray(value) ? [...value].sort().join() : String(value ?? ''));

function changesOf(record: MenuRecord): string[] {
  const { columns, stored } = record;
  const before: Record<string, unknown> = stored ?? {};
  const changed = Object.entries(columns)
    .filter(([field, value]) => plain(before[field]) !== plain(value))
    .map(([field]) => field);
  if (record.type === 'package') changed.push(...changedParts(record));
  if (record.type === 'dish' && record.category.id !== record.stored?.categoryId) changed.push('category');
  return changed;
}

/** What the forms call otherwise than a file does. */
const fieldOf: Record<string, MenuField> = {
  categoryId: 'category',
  kind: 'category',
  preparationMinutes: 'hours',
  durationMinutes: 'hours',
  allergens: 'contains',
};

function firstIssue({ issues: [issue] }: { issues: { path: PropertyKey[]; message: string }[] }): Bad {
  const field = String(issue?.path[0] ?? 'name');
  return { field: fieldOf[field] ?? field, reason: issue?.message ?? 'Not readable.' };
}

async function findMenu(tx: Tx, rows: readonly ReadRow[], brought: ImportGiven['brought']): Promise<Menu> {
  const names = [...new Set(rows.flatMap((row) => [row.name, row.category ?? '', ...namesIn(row)]))];
  // As they stand too: the database and this language disagree on the small letters of some alphabets.
  const named = (table: typeof items | typeof services | typeof categories | typeof packages) =>
    or(
      inArray(table.name, names),
      inArray(
        sql`lower(${table.name})`,
        names.map((name) => name.toLowerCase()),
      ),
    );
  const keys = rows.flatMap(keysIn);
  const toCome = idsToCome(keys.length > 0 ? await brought(keys) : new Set());
  if (names.length === 0) return { dishes: [], services: [], categories: [], packages: [], toCome };
  return {
    dishes: await tx.select().from(items).where(named(items)),
    services: await tx.select().from(services).where(named(services)),
    categories: await tx.select().from(categories).where(named(categories)),
    packages: await withParts(tx, await tx.select().from(packages).where(named(packages))),
    toCome,
  };
}
