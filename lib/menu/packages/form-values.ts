import { type MoneyPlace, typedMoney } from '@/lib/platform/money';
import type { PackageValues } from './schema';

/** A package as it is stored, with its courses and services. */
export type StoredPackage = {
  name: string;
  description: string | null;
  eventType: Exclude<PackageValues['eventType'], ''> | null;
  tier: PackageValues['tier'];
  pricing: PackageValues['pricing'];
  price: number;
  minimumGuests: number;
  maximumGuests: number;
  pictureId: string | null;
  courses: readonly { id: string; name: string; choose: number; dishes: readonly { id: string }[] }[];
  services: readonly { id: string; quantity: number }[];
};

/** A stored package as its form's fields hold it. */
export function packageValues(stored: StoredPackage, place: MoneyPlace): PackageValues {
  const { name, eventType, tier, pricing } = stored;
  return {
    ...{ name, tier, pricing },
    description: stored.description ?? '',
    eventType: eventType ?? '',
    price: pricing === 'custom' ? '' : typedMoney(stored.price, place),
    minimumGuests: String(stored.minimumGuests),
    maximumGuests: String(stored.maximumGuests),
    pictureId: stored.pictureId ?? '',
    courses: stored.courses.map(({ id, name: course, choose, dishes }) => ({
      ...{ id, name: course, choose: String(choose) },
      dishes: dishes.map((dish) => dish.id),
    })),
    services: stored.services.map(({ id, quantity }) => ({ serviceId: id, quantity: String(quantity) })),
  };
}

/** The same as a new package: courses of its own. */
export function copiedPackage(stored: StoredPackage, place: MoneyPlace): PackageValues {
  const values = packageValues(stored, place);
  const courses = values.courses.map(({ id: _, ...course }) => course);
  return { ...values, courses, name: `${stored.name} (copy)` };
}

/** A package that nobody has typed in yet: per person, for any event of 20 to 1,000 guests. */
export const emptyPackage: PackageValues = {
  name: '',
  description: '',
  eventType: '',
  tier: 'standard',
  pricing: 'per_person',
  price: '',
  minimumGuests: '20',
  maximumGuests: '1000',
  pictureId: '',
  courses: [{ name: '', choose: '1', dishes: [] }],
  services: [],
};
