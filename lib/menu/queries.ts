import 'server-only';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { categories, items, services } from '@/db/schema/menu';
import { type Actor, readAs, type Tx } from '@/db/session';

/** What a booking's lines can be chosen from: active dishes in the menu's order, then active services. */
export type MenuChoice = {
  id: string;
  kind: 'menu' | 'service';
  /** The category of a dish, the kind of a service. */
  group: string;
  name: string;
  price: number;
  minimumOrder: number;
};

const choosableDishes = prepared((db) =>
  db
    .select({
      id: items.id,
      group: categories.name,
      name: items.name,
      price: items.price,
      minimumOrder: items.minimumOrder,
    })
    .from(items)
    .innerJoin(
      categories,
      and(eq(categories.companyId, items.companyId), eq(categories.id, items.categoryId)),
    )
    .where(and(eq(items.active, true), eq(categories.active, true)))
    .orderBy(asc(categories.position), asc(categories.name), asc(items.name)),
);

const choosableServices = prepared((db) =>
  db
    .select({ id: services.id, group: services.kind, name: services.name, price: services.price })
    .from(services)
    .where(eq(services.active, true))
    .orderBy(asc(services.kind), asc(services.name)),
);

/** The two reads of `menuChoicesOf`, to be sent together with others. */
export const askMenuChoices = (tx: Tx) => [choosableDishes(tx), choosableServices(tx)] as const;

type Rows = Answers<ReturnType<typeof askMenuChoices>>;

export function menuChoicesOf(dishes: Rows[0], offered: Rows[1]): MenuChoice[] {
  return [
    ...dishes.map((dish) => ({ ...dish, kind: 'menu' as const })),
    ...offered.map((service) => ({ ...service, kind: 'service' as const, minimumOrder: 1 })),
  ];
}

/** Prices and minimum orders of the given active dishes and services, inside a transaction. */
export async function loadMenuThings(tx: Tx, ids: { dishes: string[]; services: string[] }) {
  const dishes = ids.dishes.length
    ? await tx
        .select({ id: items.id, name: items.name, price: items.price, minimumOrder: items.minimumOrder })
        .from(items)
        .where(and(inArray(items.id, ids.dishes), eq(items.active, true)))
    : [];
  const offered = ids.services.length
    ? await tx
        .select({ id: services.id, name: services.name, price: services.price })
        .from(services)
        .where(and(inArray(services.id, ids.services), eq(services.active, true)))
    : [];
  return [
    ...dishes.map((dish) => ({ ...dish, kind: 'menu' as const })),
    ...offered.map((service) => ({ ...service, kind: 'service' as const, minimumOrder: 1 })),
  ];
}

const categoriesQuery = prepared((db) =>
  db.select().from(categories).orderBy(asc(categories.position), asc(categories.name)),
);
const dishesQuery = prepared((db) => db.select().from(items).orderBy(asc(items.name)));
const servicesQuery = prepared((db) =>
  db.select().from(services).orderBy(asc(services.kind), asc(services.name)),
);

/** The whole menu for its page: every category with its dishes, and the services; inactive ones too. */
export const askMenu = (tx: Tx) => [categoriesQuery(tx), dishesQuery(tx), servicesQuery(tx)] as const;

export function tellMenu([groups, dishes, offered]: Answers<ReturnType<typeof askMenu>>) {
  return {
    categories: groups.map((group) => ({
      ...group,
      items: dishes.filter((dish) => dish.categoryId === group.id),
    })),
    services: offered,
  };
}

/** The same for an actor, outside a screen. */
export async function readMenu(actor: Actor) {
  return tellMenu(await readAs(actor, askMenu));
}

export type Menu = ReturnType<typeof tellMenu>;
export type MenuItem = Menu['categories'][number]['items'][number];
export type MenuService = Menu['services'][number];
