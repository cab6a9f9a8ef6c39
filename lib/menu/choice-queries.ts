import 'server-only';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { categories, items, services } from '@/db/schema/menu';
import { packages } from '@/db/schema/packages';
import type { Tx } from '@/db/session';
import { orderBy } from './arrange';
import type { Course, PackageOffer } from './packages/choices';
import type { Availability } from './rules';
import type { ThingRef } from './thing-ref';
import type { Allergen, Diet, Unit } from './words';

/** A dish, service or package as a plan needs it. Prices in minor units; 0 of a package that is priced on request. */
export type Offered = Availability &
  ThingRef & {
    name: string;
    price: number;
    unit: Unit;
    feeds: number | null;
    minimumOrder: number;
    /** Of a package. */
    package?: PackageOffer;
  };

/** What a booking's lines can be chosen from, with what is seen while choosing. */
export type MenuChoice = Offered & {
  /** The category of a dish, the kind of a service, the tier of a package. */
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

const packageColumns = {
  id: packages.id,
  name: packages.name,
  price: packages.price,
  pricing: packages.pricing,
  minimumGuests: packages.minimumGuests,
  maximumGuests: packages.maximumGuests,
  active: packages.active,
  // Spelled out: in a select from one table Drizzle leaves the tables' names away.
  courses: sql<
    Course[]
  >`(select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'choose', c.choose, 'dishes', (
      select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name) order by p.position, p.id), '[]')
        from package_parts p
        join items i on i.company_id = p.company_id and i.id = p.item_id and i.active
        join categories g on g.company_id = i.company_id and g.id = i.category_id and g.active
        where p.company_id = c.company_id and p.course_id = c.id)) order by c.position, c.id), '[]')
    from package_courses c where c.company_id = packages.company_id and c.package_id = packages.id)`,
};

const choosablePackages = prepared((db) =>
  db
    .select({ ...packageColumns, group: packages.tier })
    .from(packages)
    .where(eq(packages.active, true))
    .orderBy(...orderBy('package')),
);

/** The reads of `menuChoicesOf`, to be sent together with others. */
export const askMenuChoices = (tx: Tx) =>
  [choosableDishes(tx), choosableServices(tx), choosablePackages(tx)] as const;

type Rows = Answers<ReturnType<typeof askMenuChoices>>;

const always = { availableFrom: null, availableTo: null, seasonFrom: null, seasonTo: null };
const unsaid = { diets: [], spice: 0, contains: [], mayContain: [], freeFrom: [] };

type PackageRow = PackageOffer & Pick<Offered, 'id' | 'name' | 'price' | 'active'>;

/** A package as a thing of the menu: per person it is ordered for the guests, else once. */
function packageThing({ id, name, price, active, ...offer }: PackageRow): Offered {
  const perPerson = offer.pricing === 'per_person';
  const minimumOrder = perPerson ? offer.minimumGuests : 1;
  const unit = perPerson ? ('guest' as const) : ('flat' as const);
  return {
    ...always,
    kind: 'package',
    id,
    name,
    price,
    active,
    unit,
    feeds: null,
    minimumOrder,
    package: offer,
  };
}

export function menuChoicesOf(dishes: Rows[0], offered: Rows[1], whole: Rows[2]): MenuChoice[] {
  return [
    ...whole.map(({ group, ...row }) => ({ ...packageThing(row), ...unsaid, group })),
    ...dishes.map((dish) => ({ ...dish, kind: 'dish' as const, active: true })),
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

/** What of the menu is named, archived or not, inside a transaction. A client sees nothing archived. */
export async function loadMenuThings(tx: Tx, refs: readonly ThingRef[]): Promise<Offered[]> {
  const of = (kind: ThingRef['kind']) => refs.flatMap((ref) => (ref.kind === kind ? [ref.id] : []));
  const ids = { dishes: of('dish'), services: of('service'), packages: of('package') };
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
  const whole = ids.packages.length
    ? await tx.select(packageColumns).from(packages).where(inArray(packages.id, ids.packages))
    : [];
  return [
    ...dishes.map((dish) => ({ ...dish, kind: 'dish' as const })),
    ...whole.map(packageThing),
    ...offered.map((service) => ({ ...service, ...always, kind: 'service' as const, feeds: null })),
  ];
}
