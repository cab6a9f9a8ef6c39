import 'server-only';
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { items, services } from '@/db/schema/menu';
import { packageCourses, packageParts, packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import { orderBy } from '../arrange';

const id = sql.placeholder('id');

const listQuery = prepared((db) =>
  db
    .select()
    .from(packages)
    .orderBy(...orderBy('package')),
);

const coursesQuery = prepared((db) =>
  db
    .select({
      id: packageCourses.id,
      packageId: packageCourses.packageId,
      name: packageCourses.name,
      choose: packageCourses.choose,
      // Spelled out: in a select from one table Drizzle leaves the tables' names away.
      dishes: sql<number>`(select count(*)::int from package_parts p
        where p.company_id = package_courses.company_id and p.course_id = package_courses.id)`,
    })
    .from(packageCourses)
    .orderBy(asc(packageCourses.position), asc(packageCourses.id)),
);

/** All packages in their order, archived ones too, each with its courses and how many dishes those have. */
export const askPackages = (tx: Tx) => [listQuery(tx), coursesQuery(tx)] as const;

export function tellPackages([listed, courses]: Answers<ReturnType<typeof askPackages>>) {
  return listed.map((one) => ({ ...one, courses: courses.filter(({ packageId }) => packageId === one.id) }));
}
export type ListedPackage = ReturnType<typeof tellPackages>[number];

const packageQuery = prepared((db) => db.select().from(packages).where(eq(packages.id, id)));
const ownCoursesQuery = prepared((db) =>
  db
    .select(getTableColumns(packageCourses))
    .from(packageCourses)
    .where(eq(packageCourses.packageId, id))
    .orderBy(asc(packageCourses.position), asc(packageCourses.id)),
);
const partsQuery = prepared((db) =>
  db
    .select({
      courseId: packageParts.courseId,
      itemId: packageParts.itemId,
      serviceId: packageParts.serviceId,
      quantity: packageParts.quantity,
      dish: items.name,
      service: services.name,
      active: sql<boolean>`coalesce(${items.active}, ${services.active})`,
    })
    .from(packageParts)
    .leftJoin(items, and(eq(items.companyId, packageParts.companyId), eq(items.id, packageParts.itemId)))
    .leftJoin(
      services,
      and(eq(services.companyId, packageParts.companyId), eq(services.id, packageParts.serviceId)),
    )
    .where(eq(packageParts.packageId, id))
    .orderBy(asc(packageParts.position), asc(packageParts.id)),
);

/** One package with its courses, dishes and services, archived ones among them. */
export const askPackage = (tx: Tx, of: string) =>
  [packageQuery(tx, { id: of }), ownCoursesQuery(tx, { id: of }), partsQuery(tx, { id: of })] as const;

export function tellPackage([[head], courses, parts]: Answers<ReturnType<typeof askPackage>>) {
  if (!head) return undefined;
  return {
    ...head,
    courses: courses.map(({ id: courseId, name, choose }) => ({
      ...{ id: courseId, name, choose },
      dishes: parts.flatMap((part) =>
        part.courseId === courseId && part.itemId
          ? [{ id: part.itemId, name: part.dish ?? '', active: part.active }]
          : [],
      ),
    })),
    services: parts.flatMap((part) =>
      part.serviceId
        ? [{ id: part.serviceId, name: part.service ?? '', active: part.active, quantity: part.quantity }]
        : [],
    ),
  };
}
export type PackageDetail = NonNullable<ReturnType<typeof tellPackage>>;
