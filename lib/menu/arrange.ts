import 'server-only';
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { categories, items, services } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { requireFreeName, requirePicture, stale } from './mutations';
import { moved } from './rules';
import { type Arranged, archiveInput, categoryInput, edition, placeInput } from './schema';

const tables = { category: categories, dish: items, service: services, package: packages };
const nouns: Record<Arranged, string> = {
  category: 'category',
  dish: 'dish',
  service: 'service',
  package: 'package',
};

/** Adds a category at the end of the menu. */
export const createCategory = command({
  name: 'create category',
  permission: 'menu.write',
  input: categoryInput,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { name, pictureId = null }, { companyId }) => {
    await requirePicture(tx, pictureId);
    const [last] = await tx.select({ n: sql<number>`coalesce(max(position) + 1, 0)::int` }).from(categories);
    const id = v7();
    await requireFreeName(tx, categories, name);
    await tx.insert(categories).values({ id, name, pictureId, companyId, position: last?.n ?? 0 });
    return { id };
  },
});

/** Gives a category another name or picture. Throws `stale` when someone else did since the form was opened. */
export const updateCategory = command({
  name: 'update category',
  permission: 'menu.write',
  input: categoryInput.extend(edition),
  output: nothing,
  write: async (tx, { id, version, name, pictureId }) => {
    const [stored] = await tx.select().from(categories).where(eq(categories.id, id)).for('update');
    if (!stored) throw notFound('category');
    const seen = { name: stored.name, pictureId: stored.pictureId };
    if (stored.version !== version) throw stale(seen, stored.version);
    if (pictureId && pictureId !== stored.pictureId) await requirePicture(tx, pictureId);
    await requireFreeName(tx, categories, name, id);
    await tx.update(categories).set({ name, pictureId }).where(eq(categories.id, id));
  },
});

/** Archives or brings back: what is archived stays on the bookings that have it and can't be added to others. */
export const setOffered = command({
  name: 'archive or restore of the menu',
  permission: 'menu.write',
  input: archiveInput,
  output: nothing,
  write: async (tx, { kind, id, active }) => {
    const table = tables[kind];
    const changed = await tx
      .update(table)
      .set({ active })
      .where(eq(table.id, id))
      .returning({ id: table.id });
    if (changed.length === 0) throw notFound(nouns[kind]);
  },
});

/**
 * Puts one of a list behind another of it, or first. Each move says where to and not how all of it stands, and they
 * wait for each other, so that of two people ordering at once neither undoes the other.
 */
export const place = command({
  name: 'order of the menu',
  permission: 'menu.write',
  input: placeInput,
  output: nothing,
  write: async (tx, { kind, id, after }, { companyId }) => {
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended('arrange:' || ${companyId}::text || ${kind}::text, 0))`,
    );
    const order = await orderOf(tx, kind, id);
    if (!order.includes(id)) throw notFound(nouns[kind]);
    const next = moved(order, id, after);
    if (!next)
      throw new Refusal('conflict', 'The list has changed meanwhile. Look at it again, then move it.');
    if (next.every((one, index) => order[index] === one)) return;
    const table = tables[kind];
    await tx.execute(sql`update ${table} set position = o.n - 1
      from unnest(string_to_array(${next.join()}, ',')::uuid[]) with ordinality o (id, n)
      where ${table}.id = o.id and ${table}.position <> o.n - 1`);
  },
});

/** The ids of the list that a thing stands in, in its order; archived ones keep their place. */
async function orderOf(tx: Tx, kind: Arranged, id: string): Promise<string[]> {
  const table = tables[kind];
  const within: SQL | undefined =
    kind === 'dish'
      ? sql`${items.categoryId} = (select category_id from items own where own.id = ${id})`
      : undefined;
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(within))
    .orderBy(...orderBy(kind));
  return rows.map((row) => row.id);
}

/** How each list stands; equal places go by name, as long as nobody has ordered them. */
export function orderBy(kind: Arranged): SQL[] {
  const table = tables[kind];
  const first = kind === 'service' ? [asc(services.position), asc(services.kind)] : [asc(table.position)];
  return [...first, asc(table.name), asc(table.id)];
}
