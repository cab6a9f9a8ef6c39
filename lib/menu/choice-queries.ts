import 'server-only';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { categories, items, services } from '@/db/schema/menu';
import type { Tx } from '@/db/session';
import { orderBy } from './arrange';
import type { Availability } from './rules';
import type { Allergen, Diet, Unit } from './words';

/** A dish or service as a plan needs it. Prices in minor units. */
export type Offered = Availability & {
  id: string;
  kind: 'menu' | 'service';
  name: string;
  price: number;
  unit: Unit;
  feeds: number | null;
  minimumOrder: number;
};

/** What a booking's lines can be chosen from, with what is seen while choosing. */
export type MenuChoice = Offered & {
  /** The category of a dish, the kind of a service. */
  group: string;
  diets: readonly Diet[];
  spice: number;
  contains: readonly Allergen[];
  mayContain: readonly Allergen[];
  freeFrom: readonly Allergen[];
};

const dishColumns = {
  id: items.id,
  name: items.name,
  price: items.price,
  unit: items.unit,
  feeds: items.feeds,
  minimumOrder: items.minimumOrder,
  availableFrom: items.availableFrom,
  availableTo: items.availableTo,
  seasonFrom: items.seasonFrom,
  seasonTo: items.seasonTo,
};

const serviceColumns = {
  id: services.id,
  name: services.name,
  price: services.price,
  unit: services.unit,
  minimumOrder: services.minimumOrder,
};

const ofCategory = and(eq(categories.companyId, items.companyId), eq(categories.id, items.categoryId));

const choosableDishes = prepared((db) =>
  db
    .select({
      ...dishColumns,
      group: categories.name,
      diets: items.diets,
      spice: items.spice,
      contains: items.contains,
      mayContain: items.mayContain,
      freeFrom: items.freeFrom,
    })
    .from(items)
    .innerJoin(categories, ofCategory)
    .where(and(eq(items.active, true), eq(categories.active, true)))
    .orderBy(asc(categories.position), asc(categories.name), ...orderBy('dish')),
);

const choosableServices = prepared((db) =>
  db
    .select({ ...serviceColumns, group: services.kind })
    .from(services)
    .where(eq(services.active, true))
    .orderBy(...orderBy('service')),
);

/** The two reads of `menuChoicesOf`, to be sent together with others. */
export const askMenuChoices = (tx: Tx) => [choosableDishes(tx), choosableServices(tx)] as const;

type Rows = Answers<ReturnType<typeof askMenuChoices>>;

const always = { availableFrom: null, availableTo: null, seasonFrom: null, seasonTo: null };
const unsaid = { diets: [], spice: 0, contains: [], mayContain: [], freeFrom: [] };

export function menuChoicesOf(dishes: Rows[0], offered: Rows[1]): MenuChoice[] {
  return [
    ...dishes.map((dish) => ({ ...dish, kind: 'menu' as const, active: true })),
    ...offered.map((service) => ({
      ...service,
      ...always,
      ...unsaid,
      kind: 'service' as const,
      feeds: null,
      active: true,
    })),
  ];
}

/** Dishes and services by their ids, archived ones too, inside a transaction. A client sees none of those. */
export async function loadMenuThings(
  tx: Tx,
  ids: { dishes: string[]; services: string[] },
): Promise<Offered[]> {
  const dishes = ids.dishes.length
    ? await tx
        .select({ ...dishColumns, active: sql<boolean>`${items.active} and ${categories.active}` })
        .from(items)
        .innerJoin(categories, ofCategory)
        .where(inArray(items.id, ids.dishes))
    : [];
  const offered = ids.services.length
    ? await tx
        .select({ ...serviceColumns, active: services.active })
        .from(services)
        .where(inArray(services.id, ids.services))
    : [];
  return [
    ...dishes.map((dish) => ({ ...dish, kind: 'menu' as const })),
    ...offered.map((service) => ({ ...service, ...always, kind: 'service' as const, feeds: null })),
  ];
}
