import 'server-only';
import { and, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { savedViews } from '@/db/schema/lists';
import type { OfficeActor, Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { type ListName, mostViews } from './list-names';
import { mayChangeView, mayShare } from './rules';
import { columnChoice, newView, viewChange, viewOrder, viewRef } from './schema';

/** Keeps how somebody looks at a list under a name of their own; managers can share it with the office. */
export const saveView = command({
  name: 'save view',
  permission: 'views.keep',
  input: newView,
  output: z.object({ id: z.uuid() }),
  write: async (tx, { list, name, query, shared }, actor) => {
    mustAllow(mayShare(shared, actor.role));
    const { companyId, userId: ownerId } = actor;
    const position = await lastPosition(tx, list, actor);
    const id = v7();
    const made = await tx
      .insert(savedViews)
      .values({ id, companyId, ownerId, list, name, query, shared, position })
      .onConflictDoNothing()
      .returning({ id: savedViews.id });
    if (made.length === 0) throw taken(name);
    return { id };
  },
});

/** Renames a view, shares it or stops that, or has it ask for something else. */
export const changeView = command({
  name: 'change view',
  permission: 'views.keep',
  input: viewChange,
  output: nothing,
  write: async (tx, { id, ...change }, actor) => {
    const stored = await loadView(tx, id);
    mustAllow(mayChangeView(stored, change, actor));
    if (Object.values(change).every((value) => value === undefined)) return;
    await refuseTaken(tx, stored, change.name);
    await tx.update(savedViews).set(change).where(eq(savedViews.id, id));
  },
});

/** Removes a view; twice is once. */
export const deleteView = command({
  name: 'delete view',
  permission: 'views.keep',
  input: viewRef,
  output: nothing,
  write: async (tx, { id }, actor) => {
    const [stored] = await tx.select().from(savedViews).where(eq(savedViews.id, id));
    if (!stored) return;
    mustAllow(mayChangeView(stored, {}, actor));
    await tx.delete(savedViews).where(eq(savedViews.id, id));
  },
});

/** Puts one's own views of a list in this order. */
export const orderViews = command({
  name: 'order views',
  permission: 'views.keep',
  input: viewOrder,
  output: nothing,
  write: async (tx, { list, ids }, { userId }) => {
    await tx
      .update(savedViews)
      .set({ position: sql`coalesce(array_position(${`{${ids.join()}}`}::uuid[], ${savedViews.id}), 0)` })
      .where(and(eq(savedViews.list, list), eq(savedViews.ownerId, userId), isNotNull(savedViews.name)));
  },
});

/** Chooses the columns that one sees of a list wherever its address names none; null for the usual ones. */
export const chooseColumns = command({
  name: 'choose columns',
  permission: 'views.keep',
  input: columnChoice,
  output: nothing,
  write: async (tx, { list, columns }, { companyId, userId: ownerId }) => {
    const own = and(eq(savedViews.list, list), eq(savedViews.ownerId, ownerId), isNull(savedViews.name));
    if (columns === null) return void (await tx.delete(savedViews).where(own));
    const query = `columns=${columns.join()}`;
    await tx
      .insert(savedViews)
      .values({ id: v7(), companyId, ownerId, list, name: null, query })
      .onConflictDoUpdate({
        target: [savedViews.companyId, savedViews.ownerId, savedViews.list, savedViews.name],
        set: { query },
      });
  },
});

async function loadView(tx: Tx, id: string) {
  const [row] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, id), isNotNull(savedViews.name)))
    .for('update');
  if (!row) throw notFound('view');
  return row;
}

async function lastPosition(tx: Tx, list: ListName, { userId }: OfficeActor): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int`, last: sql<number>`coalesce(max(${savedViews.position}), 0)` })
    .from(savedViews)
    .where(and(eq(savedViews.list, list), eq(savedViews.ownerId, userId), isNotNull(savedViews.name)));
  if ((row?.n ?? 0) >= mostViews)
    throw new Refusal('conflict', `You have ${mostViews} views of this list. Delete one you don’t use.`);
  return (row?.last ?? 0) + 1;
}

const taken = (name: string) => {
  const sentence = `You have a view “${name}” of this list already.`;
  return new Refusal('conflict', sentence, { fields: { name: sentence } });
};

/** One's own views have different names; of two at once the database refuses the second. */
async function refuseTaken(
  tx: Tx,
  { id, ownerId, list }: typeof savedViews.$inferSelect,
  name: string | undefined,
): Promise<void> {
  if (name === undefined) return;
  const [other] = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(
      and(
        eq(savedViews.ownerId, ownerId),
        eq(savedViews.list, list),
        eq(savedViews.name, name),
        ne(savedViews.id, id),
      ),
    );
  if (other) throw taken(name);
}
