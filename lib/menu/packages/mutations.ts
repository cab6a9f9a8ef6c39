import 'server-only';
import { eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { items, services } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import { command } from '@/lib/platform/command';
import { notFound, Refusal } from '@/lib/platform/errors';
import { mayPrice, requireFreeName, requirePicture, stale } from '../mutations';
import { edition } from '../schema';
import { askPackage, tellPackage } from './queries';
import { type PackageInput, packageInput } from './schema';
import { writeParts } from './write-parts';

const made = z.object({ id: z.uuid() });

/** Adds a package at the end of the packages. Throws Refusal with fields. */
export const createPackage = command({
  name: 'create package',
  permission: 'menu.write',
  input: packageInput,
  output: made,
  write: async (tx, input, actor) => {
    await mayPrice(tx, actor);
    await requirePicture(tx, input.pictureId);
    await requireParts(tx, input);
    await requireFreeName(tx, packages, input.name);
    const id = v7();
    const [last] = await tx.select({ n: sql<number>`coalesce(max(position) + 1, 0)::int` }).from(packages);
    const { courses: _, services: __, ...columns } = input;
    await tx.insert(packages).values({ ...columns, id, companyId: actor.companyId, position: last?.n ?? 0 });
    await writeParts(tx, { ...input, id, companyId: actor.companyId }, []);
    return { id };
  },
});

/**
 * Saves a package for bookings to come; those made keep what was chosen and agreed. Throws `stale` when someone saved it
 * since the form was opened.
 */
export const updatePackage = command({
  name: 'update package',
  permission: 'menu.write',
  input: z.intersection(packageInput, z.object(edition)),
  output: made,
  write: async (tx, { id, version, ...input }, actor) => {
    const [locked] = await tx
      .select({ id: packages.id })
      .from(packages)
      .where(eq(packages.id, id))
      .for('update');
    const [head, ownCourses, parts] = askPackage(tx, id);
    const stored = locked && tellPackage([await head, await ownCourses, await parts]);
    if (!stored) throw notFound('package');
    if (input.price !== stored.price || input.pricing !== stored.pricing) await mayPrice(tx, actor);
    if (stored.version !== version) throw stale(seen(stored), stored.version);
    if (stored.pictureId !== input.pictureId) await requirePicture(tx, input.pictureId);
    await requireParts(tx, input);
    await requireFreeName(tx, packages, input.name, id);
    const { courses: _, services: __, ...columns } = input;
    await tx.update(packages).set(columns).where(eq(packages.id, id));
    const held = stored.courses.map((course) => course.id);
    await writeParts(tx, { ...input, id, companyId: actor.companyId }, held);
    return { id };
  },
});

/** What of a stored package its form shows. */
function seen({
  id: _,
  companyId: __,
  position: ___,
  active: ____,
  createdAt: _____,
  ...shown
}: NonNullable<ReturnType<typeof tellPackage>>) {
  return shown;
}

/** Refuses dishes and services that aren't the company's, beside the course that names them. */
async function requireParts(tx: Tx, { courses, services: given }: PackageInput): Promise<void> {
  const dishes = [...new Set(courses.flatMap((course) => course.dishes))];
  const known = await tx.select({ id: items.id }).from(items).where(inArray(items.id, dishes));
  const fields: Record<string, string> = {};
  courses.forEach((course, at) => {
    if (!course.dishes.every((dish) => known.some(({ id }) => id === dish)))
      fields[`courses.${at}.dishes`] = 'A dish isn’t on the menu any more. Remove it or choose another.';
  });
  const serviceIds = given.map(({ serviceId }) => serviceId);
  const offered =
    serviceIds.length > 0
      ? await tx.select({ id: services.id }).from(services).where(inArray(services.id, serviceIds))
      : [];
  if (offered.length < serviceIds.length)
    fields.services = 'A service isn’t offered any more. Remove it or choose another.';
  if (Object.keys(fields).length > 0)
    throw new Refusal('invalid', 'Some fields need your attention.', { fields });
}
