import 'server-only';
import { z } from 'zod';
import { may } from '@/lib/auth/permissions';
import { askStaffPrices, mayPrice } from '@/lib/auth/staff-prices';
import { askViews, tellViews } from '@/lib/lists/queries';
import { csvPage } from '@/lib/platform/csv';
import { idAt, screen } from '@/lib/platform/screen';
import { sheetScreen } from '@/lib/platform/sheet-screen';
import { askMenuRows, countMenuRows } from './file-queries';
import { menuFilter } from './list-filter';
import {
  askCategories,
  askCountedCategories,
  askDish,
  askService,
  askServices,
  costFor,
} from './offer-queries';
import { askDishes, tellDishes } from './queries';

/** The dishes of the menu under a filter, with the categories and how many of them each has. */
export const menuScreen = screen({
  permission: 'menu.read',
  input: ({ search }) => menuFilter.read(search),
  ask: (tx, filter, now) =>
    [askStaffPrices(tx), askCategories(tx), askViews(tx, 'dishes'), ...askDishes(tx, filter, now)] as const,
  tell: ([[company], groups, views, ...found], filter, { identity: { role } }) => ({
    filter,
    ...tellDishes(found, filter),
    categories: groups,
    staffPrices: company?.staffPrices ?? false,
    mayEdit: may(role, 'menu.write'),
    mayPrice: mayPrice(role, company),
    mayDecide: may(role, 'settings.write'),
    looks: tellViews(views, 'dishes', { at: menuFilter.at(filter), role }),
    mayImport: may(role, 'imports.run'),
  }),
});

/** The whole menu as a file. A menu is a page or two of one; after the first each part goes on where it was. */
export const menuFile = sheetScreen({
  permission: 'menu.write',
  input: ({ search }) => ({
    from: z.coerce
      .number()
      .int()
      .min(0)
      .catch(0)
      .parse(search.after ?? 0),
  }),
  ask: (tx, { from }) => askMenuRows(tx, { from, most: csvPage }),
  tell: ([groups, dishes, services, packages], { from }) => ({
    rows: [
      ...groups.map((category) => ({ type: 'category' as const, category })),
      ...dishes.map((one) => ({ type: 'dish' as const, ...one })),
      ...services.map((service) => ({ type: 'service' as const, service })),
      ...packages.map((pack) => ({ type: 'package' as const, pack })),
    ],
    next: [groups, dishes, services, packages].some(({ length }) => length === csvPage)
      ? String(from + csvPage)
      : undefined,
  }),
  count: (tx) => countMenuRows(tx),
});

/** A dish as its form shows it, and what follows from its price. */
export const dishScreen = screen({
  permission: 'menu.write',
  input: idAt('id'),
  ask: (tx, id, now) => [askStaffPrices(tx), ...askDish(tx, id, now)] as const,
  tell: ([[company], [dish], costs, groups, drafts], _id, { identity: { role } }) =>
    dish && {
      dish,
      cost: costFor(role, costs),
      categories: groups,
      drafts,
      mayPrice: mayPrice(role, company),
    },
});

/** An empty form of a dish, or one filled from another (`from`), in the category that the address names. */
export const newDishScreen = screen({
  permission: 'menu.write',
  input: ({ search }) => ({ from: idOf(search.from), category: idOf(search.category) }),
  ask: (tx, { from }, now) => [askStaffPrices(tx), ...askDish(tx, from ?? nobody, now)] as const,
  tell: ([[company], [dish], costs, groups], { category }, { identity: { role } }) => ({
    from: dish,
    cost: costFor(role, costs),
    category,
    categories: groups.filter(({ active }) => active),
    mayPrice: mayPrice(role, company),
  }),
});

/** The services in their order. */
export const servicesScreen = screen({
  permission: 'menu.read',
  input: () => 'services' as const,
  ask: (tx) => [askStaffPrices(tx), askServices(tx)] as const,
  tell: ([[company], services], _input, { identity: { role } }) => ({
    services,
    mayEdit: may(role, 'menu.write'),
    mayPrice: mayPrice(role, company),
  }),
});

/** A service as its form shows it. */
export const serviceScreen = screen({
  permission: 'menu.write',
  input: idAt('id'),
  ask: (tx, id, now) => [askStaffPrices(tx), ...askService(tx, id, now)] as const,
  tell: ([[company], [service], costs, drafts], _id, { identity: { role } }) =>
    service && { service, cost: costFor(role, costs), drafts, mayPrice: mayPrice(role, company) },
});

/** An empty form of a service, or one filled from another. */
export const newServiceScreen = screen({
  permission: 'menu.write',
  input: ({ search }) => ({ from: idOf(search.from) }),
  ask: (tx, { from }, now) => [askStaffPrices(tx), ...askService(tx, from ?? nobody, now)] as const,
  tell: ([[company], [service], costs], _input, { identity: { role } }) => ({
    from: service,
    cost: costFor(role, costs),
    mayPrice: mayPrice(role, company),
  }),
});

/** The categories in their order. */
export const categoriesScreen = screen({
  permission: 'menu.read',
  input: () => 'categories' as const,
  ask: (tx) => [askCountedCategories(tx)] as const,
  tell: ([groups], _input, { identity: { role } }) => ({
    categories: groups,
    mayEdit: may(role, 'menu.write'),
  }),
});

const idOf = (given: string | string[] | undefined) => z.uuid().safeParse(given).data;
/** An id that no row has. */
const nobody = '00000000-0000-0000-0000-000000000000';
