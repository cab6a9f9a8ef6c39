import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type Answers, preparedByShape } from '@/db/prepared';
import { categories, items } from '@/db/schema/menu';
import { type Actor, readAs, type Tx } from '@/db/session';
import { readTextCursor, readTurn, turnPage, writeTextCursor } from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { placeholders, searchLimit, searchPatterns, valuesOf } from '@/lib/platform/search';
import { orderBy } from './arrange';
import { costSeen } from './cost-seen';
import { isWholeCategory, type MenuFilter } from './list-filter';

/** `words`: of a search, none where nothing was typed, 0 where nothing can fit. */
type Found = { words: number | undefined; diet: boolean; free: boolean; today: boolean };
type Shape = Found & { category: boolean; state: MenuFilter['state']; whole: boolean; way: Way };

export const pageSize = 50;
/** A category is ordered as a whole; one with more dishes than that is two. */
const mostOrdered = 500;

function found({ words, diet, free, today }: Found): SQL | undefined {
  const day = sql`(select (${sql.placeholder('now')}::timestamptz at time zone c.time_zone)::date from companies c)`;
  const month = sql`extract(month from ${day})`;
  return and(
    words === 0 ? sql`false` : undefined,
    ...placeholders(words ?? 0).map(
      (name) => sql`${items.id} in (select id from search_items(${sql.placeholder(name)}))`,
    ),
    diet ? sql`${sql.placeholder('diet')}::text = any (${items.diets})` : undefined,
    free ? sql`${sql.placeholder('free')}::text = any (${items.freeFrom})` : undefined,
    today
      ? sql`${day} between coalesce(${items.availableFrom}, '-infinity') and coalesce(${items.availableTo}, 'infinity')
          and (${items.seasonFrom} is null or case when ${items.seasonFrom} <= ${items.seasonTo}
            then ${month} between ${items.seasonFrom} and ${items.seasonTo}
            else ${month} >= ${items.seasonFrom} or ${month} <= ${items.seasonTo} end)`
      : undefined,
  );
}

const pageQuery = preparedByShape((db, { category, state, whole, way, ...shape }: Shape) => {
  const page = keyset(items.name, items.id, { way, order: 'ascending', type: 'text' });
  return db
    .select({
      id: items.id,
      name: items.name,
      categoryId: items.categoryId,
      category: categories.name,
      price: items.price,
      unit: items.unit,
      feeds: items.feeds,
      minimumOrder: items.minimumOrder,
      active: items.active,
      diets: items.diets,
      spice: items.spice,
      contains: items.contains,
      mayContain: items.mayContain,
      freeFrom: items.freeFrom,
      availableFrom: items.availableFrom,
      availableTo: items.availableTo,
      seasonFrom: items.seasonFrom,
      seasonTo: items.seasonTo,
      pictureId: items.pictureId,
      cost: costSeen(items.id),
    })
    .from(items)
    .innerJoin(
      categories,
      and(eq(categories.companyId, items.companyId), eq(categories.id, items.categoryId)),
    )
    .where(
      and(
        category ? eq(items.categoryId, sql.placeholder('category')) : undefined,
        state === 'all' ? undefined : eq(items.active, state !== 'archived'),
        found(shape),
        whole ? undefined : page.beyond,
      ),
    )
    .orderBy(...(whole ? orderBy('dish') : page.order))
    .limit(whole ? mostOrdered : pageSize + 1);
});

const countsQuery = preparedByShape((db, shape: Found) =>
  db
    .select({ categoryId: items.categoryId, active: items.active, n: sql<number>`count(*)::int` })
    .from(items)
    .where(found(shape))
    .groupBy(items.categoryId, items.active),
);

const turnOf = (filter: MenuFilter) => readTurn(filter, readTextCursor);

/** One page of the dishes by name, or a whole category in its order; with the counts under the same search. */
export function askDishes(tx: Tx, filter: MenuFilter, now: Date) {
  const { category, state, diet, free, today, q } = filter;
  const patterns = searchPatterns(q);
  const { from, way } = turnOf(filter);
  const shape = {
    words: patterns?.length,
    diet: Boolean(diet),
    free: Boolean(free),
    today: Boolean(today),
  };
  const values = { ...valuesOf(patterns), diet, free, now: now.toISOString() };
  const whole = isWholeCategory(filter);
  return [
    pageQuery(
      tx,
      { ...shape, category: Boolean(category), state, whole, way: whole ? null : way },
      { ...values, category, ...cursorValues(from) },
    ),
    countsQuery(tx, shape, values),
  ] as const;
}

export function tellDishes([dishes, counted]: Answers<ReturnType<typeof askDishes>>, filter: MenuFilter) {
  const whole = isWholeCategory(filter);
  const page = turnPage(dishes, {
    size: whole ? mostOrdered : pageSize,
    way: whole ? null : turnOf(filter).way,
    cursorOf: ({ name, id }) => writeTextCursor({ text: name, id }),
  });
  const inState = (active: boolean) => filter.state === 'all' || (filter.state === 'archived') === !active;
  const sum = (rows: typeof counted) => rows.reduce((total, { n }) => total + n, 0);
  const here = counted.filter(({ categoryId }) => !filter.category || categoryId === filter.category);
  return {
    ...page,
    whole,
    limit: searchLimit(filter.q),
    total: sum(here.filter(({ active }) => inState(active))),
    everything: sum(counted),
    counts: {
      active: sum(here.filter(({ active }) => active)),
      archived: sum(here.filter(({ active }) => !active)),
      byCategory: Object.fromEntries(
        [...new Set(counted.map(({ categoryId }) => categoryId))].map((id) => [
          id,
          sum(counted.filter(({ categoryId, active }) => categoryId === id && inState(active))),
        ]),
      ) as Record<string, number>,
    },
  };
}

/** The same for an actor, outside a screen. */
export async function listDishes(actor: Actor, filter: MenuFilter, now: Date) {
  return tellDishes(await readAs(actor, (tx) => askDishes(tx, filter, now)), filter);
}

export type DishList = Awaited<ReturnType<typeof listDishes>>;
export type ListedDish = DishList['rows'][number];
