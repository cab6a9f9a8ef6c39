import { allergens } from '@/db/enums';
import { type MoneyPlace, typedMoney } from '@/lib/platform/money';
import { type Allergens, stateOf } from './rules';
import type { DishValues, ServiceValues } from './schema';

type StoredDish = Allergens & {
  name: string;
  categoryId: string;
  description: string | null;
  price: number;
  unit: DishValues['unit'];
  feeds: number | null;
  minimumOrder: number;
  preparationMinutes: number;
  diets: DishValues['diets'];
  spice: number;
  pictureId: string | null;
  availableFrom: string | null;
  availableTo: string | null;
  seasonFrom: number | null;
  seasonTo: number | null;
};

const hours = (minutes: number) => String(Math.round((minutes / 60) * 100) / 100);
const text = (value: number | string | null) => (value === null ? '' : String(value));

/** Every allergen with its state, as a form shows them. */
export const statesOf = (dish: Allergens): DishValues['allergens'] =>
  Object.fromEntries(allergens.map((allergen) => [allergen, stateOf(dish, allergen)]));

/** A stored dish as its form's fields hold it; the cost only for those who see it. */
export function dishValues(dish: StoredDish, place: MoneyPlace, cost?: number | null): DishValues {
  return {
    name: dish.name,
    categoryId: dish.categoryId,
    description: dish.description ?? '',
    price: typedMoney(dish.price, place),
    ...costValue(cost, place),
    unit: dish.unit,
    feeds: text(dish.feeds),
    minimumOrder: String(dish.minimumOrder),
    preparationMinutes: hours(dish.preparationMinutes),
    diets: dish.diets,
    spice: String(dish.spice),
    allergens: statesOf(dish),
    pictureId: dish.pictureId ?? '',
    availableFrom: dish.availableFrom ?? '',
    availableTo: dish.availableTo ?? '',
    seasonFrom: text(dish.seasonFrom),
    seasonTo: text(dish.seasonTo),
  };
}

/** A dish that nobody has typed in yet: by the guest, for ten, with every allergen unknown. */
export function emptyDish(categoryId: string, withCost: boolean): DishValues {
  return {
    name: '',
    categoryId,
    description: '',
    price: '',
    ...(withCost && { cost: '' }),
    unit: 'guest',
    feeds: '',
    minimumOrder: '10',
    preparationMinutes: '1',
    diets: [],
    spice: '0',
    allergens: statesOf({ contains: [], mayContain: [], freeFrom: [] }),
    pictureId: '',
    availableFrom: '',
    availableTo: '',
    seasonFrom: '',
    seasonTo: '',
  };
}

type StoredService = {
  name: string;
  kind: ServiceValues['kind'];
  description: string | null;
  price: number;
  unit: string;
  minimumOrder: number;
  durationMinutes: number;
  pictureId: string | null;
};

/** A stored service as its form's fields hold it. */
export function serviceValues(
  service: StoredService,
  place: MoneyPlace,
  cost?: number | null,
): ServiceValues {
  return {
    name: service.name,
    kind: service.kind,
    description: service.description ?? '',
    price: typedMoney(service.price, place),
    ...costValue(cost, place),
    unit: service.unit as ServiceValues['unit'],
    minimumOrder: String(service.minimumOrder),
    durationMinutes: hours(service.durationMinutes),
    pictureId: service.pictureId ?? '',
  };
}

export function emptyService(withCost: boolean): ServiceValues {
  return {
    name: '',
    kind: 'staff',
    description: '',
    price: '',
    ...(withCost && { cost: '' }),
    unit: 'item',
    minimumOrder: '1',
    durationMinutes: '',
    pictureId: '',
  };
}

/** `undefined`: this person doesn't know costs. */
function costValue(cost: number | null | undefined, place: MoneyPlace): { cost?: string } {
  if (cost === undefined) return {};
  return { cost: cost === null ? '' : typedMoney(cost, place) };
}
