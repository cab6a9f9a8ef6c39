import 'server-only';
import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { packageCourses, packageParts } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import type { PackageInput } from './schema';

type Written = Pick<PackageInput, 'courses' | 'services'> & { id: string; companyId: string };

/** Makes the courses, dishes and services those of the form; a course that stays keeps its id, which bookings name. */
export async function writeParts(
  tx: Tx,
  { id, companyId, courses, services: given }: Written,
  held: string[],
): Promise<void> {
  const kept = courses.map((course) => ({
    ...course,
    id: course.id && held.includes(course.id) ? course.id : v7(),
  }));
  const gone = held.filter((course) => !kept.some((one) => one.id === course));
  if (gone.length > 0) await tx.delete(packageCourses).where(inArray(packageCourses.id, gone));
  const ownParts = eq(packageParts.packageId, id);
  for (const [position, course] of kept.entries()) {
    const { id: courseId, name, choose, dishes } = course;
    const row = { id: courseId, companyId, packageId: id, name, choose, position };
    await tx
      .insert(packageCourses)
      .values(row)
      .onConflictDoUpdate({ target: packageCourses.id, set: { name, choose, position } });
    const own = and(ownParts, eq(packageParts.courseId, courseId));
    await tx.delete(packageParts).where(and(own, notInArray(packageParts.itemId, dishes)));
    await tx
      .insert(packageParts)
      .values(dishes.map((itemId, at) => ({ companyId, packageId: id, courseId, itemId, position: at })))
      .onConflictDoUpdate({
        target: [packageParts.companyId, packageParts.courseId, packageParts.itemId],
        set: { position: sql`excluded.position` },
      });
  }
  const serviceIds = given.map(({ serviceId }) => serviceId);
  const other =
    serviceIds.length > 0
      ? notInArray(packageParts.serviceId, serviceIds)
      : sql`${packageParts.serviceId} is not null`;
  await tx.delete(packageParts).where(and(ownParts, other));
  if (given.length === 0) return;
  await tx
    .insert(packageParts)
    .values(
      given.map(({ serviceId, quantity }, position) => ({
        ...{ companyId, packageId: id, serviceId, quantity, position, perGuest: false },
      })),
    )
    .onConflictDoUpdate({
      target: [packageParts.companyId, packageParts.packageId, packageParts.serviceId],
      set: { quantity: sql`excluded.quantity`, position: sql`excluded.position` },
    });
}
