import type { Decision } from '@/lib/platform/errors';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import {
  type Allergen,
  type AllergenState,
  allergenWords,
  type Diet,
  dietWords,
  monthWords,
  type Unit,
} from './words';

/** When a dish is offered. Days of the company ("2026-06-13"); months 1 to 12 of every year, both included. */
export type Availability = {
  active: boolean;
  availableFrom: string | null;
  availableTo: string | null;
  seasonFrom: number | null;
  seasonTo: number | null;
};

const no = (reason: string) => ({ ok: false, code: 'invalid', reason }) as const;

const monthName = (month: number) => monthWords[month - 1] ?? '';

/** Whether a month lies in a season; one from November to February goes over the new year. */
function inSeason(month: number, from: number, to: number): boolean {
  return from <= to ? month >= from && month <= to : month >= from || month <= to;
}

/** When a dish is offered, for people; nothing where it always is. */
export function availabilityPhrase(thing: Omit<Availability, 'active'>, locale: string): string | undefined {
  const { availableFrom: from, availableTo: to, seasonFrom, seasonTo } = thing;
  const date = (day: string) => formatCalendarDate(day, locale);
  const season =
    seasonFrom && seasonTo
      ? seasonFrom === seasonTo
        ? `in ${monthName(seasonFrom)}`
        : `${monthName(seasonFrom)} to ${monthName(seasonTo)}`
      : undefined;
  const dates =
    from && to
      ? `${date(from)} to ${date(to)}`
      : from
        ? `from ${date(from)}`
        : to
          ? `until ${date(to)}`
          : undefined;
  return [season, dates].filter(Boolean).join(', ') || undefined;
}

/** Whether a dish, service or package may be added to an event on that day ("2026-06-13"). */
export function availableOn(thing: { name: string } & Availability, day: string, locale = 'en-GB'): Decision {
  const { name, active, availableFrom, availableTo, seasonFrom, seasonTo } = thing;
  if (!active) return no(`${name} is archived. Restore it on the menu or choose another.`);
  const month = Number(day.slice(5, 7));
  const early = availableFrom !== null && day < availableFrom;
  const late = availableTo !== null && day > availableTo;
  const out = seasonFrom !== null && seasonTo !== null && !inSeason(month, seasonFrom, seasonTo);
  if (!early && !late && !out) return { ok: true };
  const when = availabilityPhrase(thing, locale);
  return no(
    `${name} isn’t offered on ${formatCalendarDate(day, locale)}, only ${when}. Choose another or move the event.`,
  );
}

/** What is known of each allergen; a dish that says nothing of one leaves it unknown. */
export type Allergens = {
  contains: readonly Allergen[];
  mayContain: readonly Allergen[];
  freeFrom: readonly Allergen[];
};

export function stateOf({ contains, mayContain, freeFrom }: Allergens, allergen: Allergen): AllergenState {
  if (contains.includes(allergen)) return 'contains';
  if (mayContain.includes(allergen)) return 'may_contain';
  return freeFrom.includes(allergen) ? 'free' : 'unknown';
}

/** Diets that a food takes away: `strict` where traces do too. */
const against: { diet: Diet; foods: readonly Allergen[]; strict: boolean }[] = [
  { diet: 'vegetarian', foods: ['fish', 'crustaceans', 'molluscs'], strict: false },
  { diet: 'vegan', foods: ['fish', 'crustaceans', 'molluscs', 'eggs', 'milk'], strict: false },
  { diet: 'kosher', foods: ['crustaceans', 'molluscs'], strict: false },
  { diet: 'gluten_free', foods: ['gluten'], strict: true },
  { diet: 'dairy_free', foods: ['milk'], strict: true },
  { diet: 'egg_free', foods: ['eggs'], strict: true },
  { diet: 'nut_free', foods: ['nuts', 'peanuts'], strict: true },
];

/** Foods that a diet leaves out; none where it is about how a thing is made. */
export const foodsAgainst = (diet: Diet): readonly Allergen[] =>
  against.find((one) => one.diet === diet)?.foods ?? [];

/** Why a dish can't carry its diets with these allergens, or nothing. */
export function dietProblem(diets: readonly Diet[], allergens: Allergens): string | undefined {
  for (const { diet, foods, strict } of against) {
    if (!diets.includes(diet)) continue;
    const found = foods.find((food) => allergens.contains.includes(food));
    const traces = strict ? foods.find((food) => allergens.mayContain.includes(food)) : undefined;
    const food = found ?? traces;
    if (!food) continue;
    const verb = found ? 'contains' : 'may contain';
    return `It is marked ${dietWords[diet].toLowerCase()} and ${verb} ${allergenWords[food].toLowerCase()}. Correct one of the two.`;
  }
  return undefined;
}

/** A list after one of it was put behind another (`after`, or first where that is null); the rest keep their order. */
export function moved(order: readonly string[], id: string, after: string | null): string[] | undefined {
  if (!order.includes(id) || id === after) return undefined;
  const rest = order.filter((one) => one !== id);
  if (after === null) return [id, ...rest];
  const at = rest.indexOf(after);
  return at < 0 ? undefined : [...rest.slice(0, at + 1), id, ...rest.slice(at + 1)];
}

/** A new price is offered to so many drafts at once, the next events first; who has more offers it again. */
export const mostDrafts = 100;

/** What is left of a price after its cost, in minor units and as a share of the price. */
export function marginOf(price: number, cost: number): { amount: number; share: number } {
  return { amount: price - cost, share: price === 0 ? 0 : (price - cost) / price };
}

/** How many of a thing so many guests ask for: a dish by the guest one each, trays that feed them all. */
export function quantityForGuests(
  { unit, feeds }: { unit?: Unit | null; feeds?: number | null },
  guests: number,
): number {
  return unit === 'tray' ? Math.ceil(guests / (feeds ?? 1)) : guests;
}

/** Whether the quantity of such a thing follows the number of guests when it is added. */
export const followsGuests = (unit: Unit | null | undefined): boolean => unit === 'guest' || unit === 'tray';

/** The quantity that a thing is added with, and whether it follows the guests from then on. */
export function startingQuantity(
  thing: { unit?: Unit | null; feeds?: number | null; minimumOrder: number },
  guests: number,
): { quantity: number; follows: boolean } {
  if (!followsGuests(thing.unit)) return { quantity: thing.minimumOrder, follows: false };
  const wanted = quantityForGuests(thing, guests);
  return { quantity: Math.max(wanted, thing.minimumOrder), follows: wanted >= thing.minimumOrder };
}
