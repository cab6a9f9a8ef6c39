import type { Unit } from '@/lib/menu/words';

export type DayDish = {
  bookingId: string;
  event: string;
  startsAt: Date;
  itemId: string;
  name: string;
  category: string;
  unit: Unit | null;
  feeds: number | null;
  quantity: number;
  notes: string | null;
  /** Minutes of preparation before the event. */
  minutes: number;
};

export type Need = DayDish & { beginAt: Date };
/** One dish for all events of a day: how many of each unit, and for which events. */
export type ToCook = {
  itemId: string;
  name: string;
  category: string;
  sums: { unit: Unit | null; feeds: number | null; quantity: number }[];
  beginAt: Date;
  needs: Need[];
};

/** When a dish is begun to be ready as the guests come. */
export const beginOf = ({ startsAt, minutes }: Pick<DayDish, 'startsAt' | 'minutes'>): Date =>
  new Date(startsAt.getTime() - minutes * 60_000);

/**
 * The dishes of a day over all of its events, in the order they come in. What is counted in guests and what is counted in
 * trays is never added up; nor are trays of different sizes.
 */
export function toCook(dishes: readonly DayDish[]): ToCook[] {
  const byItem = new Map<string, ToCook>();
  for (const dish of dishes) {
    const need = { ...dish, beginAt: beginOf(dish) };
    const { itemId, name, category, unit, feeds, quantity } = dish;
    const held = byItem.get(itemId);
    if (!held) {
      const sums = [{ unit, feeds, quantity }];
      byItem.set(itemId, { itemId, name, category, sums, beginAt: need.beginAt, needs: [need] });
      continue;
    }
    held.needs.push(need);
    if (need.beginAt < held.beginAt) held.beginAt = need.beginAt;
    const sum = held.sums.find((one) => one.unit === unit && one.feeds === feeds);
    if (sum) sum.quantity += quantity;
    else held.sums.push({ unit, feeds, quantity });
  }
  return [...byItem.values()];
}

/** What is begun when, the earliest first. */
export const inOrderOfBeginning = (dishes: readonly DayDish[]): Need[] =>
  dishes
    .map((dish) => ({ ...dish, beginAt: beginOf(dish) }))
    .sort((one, other) => one.beginAt.getTime() - other.beginAt.getTime());
