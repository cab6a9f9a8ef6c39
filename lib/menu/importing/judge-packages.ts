import 'server-only';
import { inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { items, services } from '@/db/schema/menu';
import { packageCourses, packageParts, type packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import type { MoneyPlace } from '@/lib/platform/money';
import { emptyPackage, packageValues } from '../packages/form-values';
import { type PackageInput, packageForm } from '../packages/schema';
import type { MenuField } from './fields';
import type { ReadRow } from './read-row';

type Part = typeof packageParts.$inferSelect;
/** A package with what it is made of, in order. */
export type StoredPackage = typeof packages.$inferSelect & {
  courses: { id: string; name: string; choose: number; dishes: { id: string }[] }[];
  services: { id: string; quantity: number }[];
};
export type PackageRecord = {
  type: 'package';
  columns: Omit<PackageInput, 'courses' | 'services'> & { active: boolean };
  parts: Pick<PackageInput, 'courses' | 'services'>;
  stored?: StoredPackage;
};

/** What of the menu the packages of a file name, and what comes along in the same file. */
export type Named = {
  dishes: readonly (typeof items.$inferSelect)[];
  services: readonly (typeof services.$inferSelect)[];
  /** Ids for what is only to come, by "dish:jollof rice"; they are nothing's. */
  toCome: ReadonlyMap<string, string>;
};
type Bad = { field: MenuField; reason: string };

/** Names of dishes and services that rows of packages have. */
export const namesIn = ({ pack }: ReadRow): string[] => [
  ...(pack?.courses ?? []).flatMap(({ dishes }) => dishes),
  ...(pack?.services ?? []).map(({ name }) => name),
];

/** Keys of the rows that would bring them. */
export const keysIn = ({ pack }: ReadRow): string[] => [
  ...(pack?.courses ?? []).flatMap(({ dishes }) => dishes.map((name) => keyOf('dish', name))),
  ...(pack?.services ?? []).map(({ name }) => keyOf('service', name)),
];
const keyOf = (type: 'dish' | 'service', name: string) => `${type}:${name.toLowerCase()}`.slice(0, 400);

/** Those of the keys that rows of the file bring, each with an id for the form. */
export const idsToCome = (brought: ReadonlySet<string>) => new Map([...brought].map((key) => [key, v7()]));

/** What a row makes of a package, by the rules of its form; a course keeps its id by its name. */
export function makePackage(
  { name, texts, offered, pack = {} }: ReadRow,
  named: Named,
  place: MoneyPlace,
  stored?: StoredPackage,
): PackageRecord | Bad {
  if (!stored && !pack.courses)
    return { field: 'courses', reason: 'Write its courses, one a line: “Sides (2): Kelewele; Gari foto”.' };
  if (stored && pack.pricing && pack.pricing !== stored.pricing)
    return { field: 'unit', reason: 'How a package is priced is changed on its page.' };
  const lost: string[] = [];
  const idOf = (type: 'dish' | 'service', called: string) => {
    const among: readonly { id: string; name: string }[] = type === 'dish' ? named.dishes : named.services;
    const exact = among.find((one) => one.name === called);
    const alike = exact ? [exact] : among.filter((one) => one.name.toLowerCase() === called.toLowerCase());
    const id = alike.length === 1 ? alike[0]?.id : named.toCome.get(keyOf(type, called));
    if (!id) lost.push(called);
    return id ?? '';
  };
  const courses = pack.courses?.map((course) => {
    const kept = stored?.courses.find((one) => one.name.toLowerCase() === course.name.toLowerCase());
    return {
      ...(kept && { id: kept.id }),
      ...{ name: course.name, choose: String(course.choose) },
      dishes: course.dishes.map((dish) => idOf('dish', dish)),
    };
  });
  if (lost[0] !== undefined) return { field: 'courses', reason: notThere(lost[0]) };
  const given = pack.services?.map(({ name: called, quantity }) => ({
    serviceId: idOf('service', called),
    quantity: String(quantity),
  }));
  if (lost[0] !== undefined) return { field: 'services', reason: notThere(lost[0]) };
  const { eventType, tier, pricing, guestsFrom, guestsTo } = pack;
  const said = {
    ...{
      eventType,
      tier,
      pricing,
      minimumGuests: guestsFrom,
      maximumGuests: guestsTo,
      courses,
      services: given,
    },
    ...{ description: texts.description, price: texts.price },
  };
  const parsed = packageForm(place).safeParse({
    ...(stored ? packageValues(stored, place) : { ...emptyPackage, minimumGuests: '1' }),
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    name,
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = String(issue?.path[0] ?? 'name');
    return { field: fieldOf[field] ?? (field as MenuField), reason: issue?.message ?? 'Not readable.' };
  }
  const { courses: made, services: helps, ...columns } = parsed.data;
  return {
    type: 'package',
    columns: { ...columns, active: offered ?? stored?.active ?? true },
    parts: { courses: made, services: helps },
    ...(stored && { stored }),
  };
}

const notThere = (name: string) =>
  `“${name.slice(0, 60)}” isn’t on the menu and no row of the file that can be taken brings it.`;
const fieldOf: Record<string, MenuField> = {
  minimumGuests: 'guestsFrom',
  maximumGuests: 'guestsTo',
  pricing: 'unit',
};

const partsText = ({ courses, services: given }: PackageRecord['parts']) =>
  JSON.stringify([
    courses.map(({ name, choose, dishes }) => [name, choose, dishes]),
    given.map(({ serviceId, quantity }) => [serviceId, quantity]),
  ]);

/** Which of a package's parts a row says differently. */
export function changedParts({ parts, stored }: PackageRecord): string[] {
  if (!stored) return [];
  const before = partsText({
    courses: stored.courses.map((course) => ({ ...course, dishes: course.dishes.map(({ id }) => id) })),
    services: stored.services.map(({ id, quantity }) => ({ serviceId: id, quantity })),
  });
  return before === partsText(parts) ? [] : ['courses'];
}

/** Packages with their parts, those that a condition finds. */
export async function withParts(
  tx: Tx,
  heads: readonly (typeof packages.$inferSelect)[],
): Promise<StoredPackage[]> {
  if (heads.length === 0) return [];
  const ids = heads.map(({ id }) => id);
  const courses = await tx
    .select()
    .from(packageCourses)
    .where(inArray(packageCourses.packageId, ids))
    .orderBy(packageCourses.position, packageCourses.id);
  const parts: Part[] = await tx
    .select()
    .from(packageParts)
    .where(inArray(packageParts.packageId, ids))
    .orderBy(packageParts.position, packageParts.id);
  return heads.map((head) => ({
    ...head,
    courses: courses
      .filter(({ packageId }) => packageId === head.id)
      .map(({ id, name, choose }) => ({
        ...{ id, name, choose },
        dishes: parts.flatMap(({ courseId, itemId }) => (courseId === id && itemId ? [{ id: itemId }] : [])),
      })),
    services: parts.flatMap(({ packageId, serviceId, quantity }) =>
      packageId === head.id && serviceId ? [{ id: serviceId, quantity }] : [],
    ),
  }));
}
