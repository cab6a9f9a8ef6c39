import 'server-only';
import { and, eq } from 'drizzle-orm';
import { type Counted, preparedText } from '@/db/prepared';
import { categories, items, services } from '@/db/schema/menu';
import type { Tx } from '@/db/session';
import { orderBy } from './arrange';

/** The next rows of each part of the menu, archived ones too, in its order: categories, dishes, services. */
export const askMenuRows = (tx: Tx, { from, most }: { from: number; most: number }) =>
  [
    tx
      .select()
      .from(categories)
      .orderBy(...orderBy('category'))
      .offset(from)
      .limit(most),
    tx
      .select({ dish: items, category: categories.name })
      .from(items)
      .innerJoin(
        categories,
        and(eq(categories.companyId, items.companyId), eq(categories.id, items.categoryId)),
      )
      .orderBy(...orderBy('category'), ...orderBy('dish'))
      .offset(from)
      .limit(most),
    tx
      .select()
      .from(services)
      .orderBy(...orderBy('service'))
      .offset(from)
      .limit(most),
  ] as const;

/** How many rows that is. */
export const countMenuRows = preparedText<Counted[number]>(
  `select ((select count(*) from categories) + (select count(*) from items) + (select count(*) from services))::int as n`,
);
