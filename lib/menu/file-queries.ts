import 'server-only';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { type Counted, preparedText } from '@/db/prepared';
import { categories, items, services } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import { orderBy } from './arrange';
import type { CourseText, ServiceText } from './importing/package-text';

/** By their names, as a file has them. */
const courses = sql<
  CourseText[]
>`(select coalesce(jsonb_agg(jsonb_build_object('name', c.name, 'choose', c.choose, 'dishes',
    (select coalesce(jsonb_agg(i.name order by p.position, p.id), '[]') from package_parts p
      join items i on i.company_id = p.company_id and i.id = p.item_id
      where p.company_id = c.company_id and p.course_id = c.id)) order by c.position, c.id), '[]')
  from package_courses c where c.company_id = "packages"."company_id" and c.package_id = "packages"."id")`.as(
  'courses',
);
const given = sql<
  ServiceText[]
>`(select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'quantity', p.quantity)
    order by p.position, p.id), '[]') from package_parts p join services s on s.company_id = p.company_id and s.id = p.service_id
  where p.company_id = "packages"."company_id" and p.package_id = "packages"."id")`.as('given');

/** The next rows of each part of the menu, archived ones too, in its order: categories, dishes, services, packages. */
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
    tx
      .select({ ...getTableColumns(packages), courses, services: given })
      .from(packages)
      .orderBy(...orderBy('package'))
      .offset(from)
      .limit(most),
  ] as const;

/** How many rows that is. */
export const countMenuRows = preparedText<Counted[number]>(
  `select ((select count(*) from categories) + (select count(*) from items) + (select count(*) from services)
    + (select count(*) from packages))::int as n`,
);
