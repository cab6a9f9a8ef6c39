import type { allergens, diets, offerUnits, serviceKinds } from '@/db/enums';

export type Allergen = (typeof allergens)[number];
export type Diet = (typeof diets)[number];
export type Unit = (typeof offerUnits)[number];

/** What is known of an allergen in a dish. `unknown` is what nobody has said anything about. */
export const allergenStates = ['unknown', 'contains', 'may_contain', 'free'] as const;
export type AllergenState = (typeof allergenStates)[number];

export const allergenWords: Record<Allergen, string> = {
  gluten: 'Gluten',
  crustaceans: 'Crustaceans',
  eggs: 'Eggs',
  fish: 'Fish',
  peanuts: 'Peanuts',
  soy: 'Soy',
  milk: 'Milk',
  nuts: 'Tree nuts',
  celery: 'Celery',
  mustard: 'Mustard',
  sesame: 'Sesame',
  sulphites: 'Sulphites',
  lupin: 'Lupin',
  molluscs: 'Molluscs',
};

export const allergenStateWords: Record<AllergenState, string> = {
  unknown: 'Unknown',
  contains: 'Contains',
  may_contain: 'May contain',
  free: 'Free from',
};

export const dietWords: Record<Diet, string> = {
  vegetarian: 'Vegetarian',
  vegan: 'Vegan',
  pescatarian: 'Pescatarian',
  halal: 'Halal',
  kosher: 'Kosher',
  gluten_free: 'Gluten-free',
  dairy_free: 'Dairy-free',
  egg_free: 'Egg-free',
  nut_free: 'Nut-free',
};

export const unitWords: Record<Unit, string> = {
  guest: 'Per guest',
  tray: 'Per tray',
  item: 'Per item',
  hour: 'Per hour',
  flat: 'Once',
};

/** 0 to 3. */
export const spiceWords = ['Not spicy', 'Mild', 'Hot', 'Very hot'] as const;

export const serviceKindWords: Record<(typeof serviceKinds)[number], string> = {
  equipment: 'Equipment',
  staff: 'Staff',
  decoration: 'Decoration',
  transport: 'Transport',
  cleanup: 'Cleanup',
  other: 'Other services',
};

export const monthWords = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** What a price is for, as it follows the amount: "a guest", "a tray for 10". Lines older than units say "each". */
export function unitPhrase(unit: Unit | null | undefined, feeds?: number | null): string {
  if (unit === 'guest') return 'a guest';
  if (unit === 'tray') return `a tray for ${feeds ?? 1}`;
  if (unit === 'hour') return 'an hour';
  return unit === 'flat' ? 'once' : 'each';
}

const listed = (allergens: readonly Allergen[]) =>
  allergens.map((allergen) => allergenWords[allergen].toLowerCase()).join(', ');

/** What is known of a dish's allergens in a few words; what isn't known is said too. */
export function allergenPhrase({
  contains,
  mayContain,
  freeFrom,
}: {
  contains: readonly Allergen[];
  mayContain: readonly Allergen[];
  freeFrom: readonly Allergen[];
}): string {
  if (contains.length + mayContain.length + freeFrom.length === 0) return 'Allergens unknown';
  const said = [
    contains.length > 0 ? `Contains ${listed(contains)}` : '',
    mayContain.length > 0 ? `${contains.length > 0 ? 'may' : 'May'} contain ${listed(mayContain)}` : '',
  ].filter(Boolean);
  const unknown = Object.keys(allergenWords).length - contains.length - mayContain.length - freeFrom.length;
  if (unknown > 0) said.push(said.length > 0 ? 'rest unknown' : `${unknown} allergens unknown`);
  return said.join('; ') || 'Free from all 14 allergens';
}

/** Diets in a few words; a vegan dish is vegetarian, and saying both helps nobody. */
export const dietPhrase = (diets: readonly Diet[]): string =>
  diets
    .filter((diet) => diet !== 'vegetarian' || !diets.includes('vegan'))
    .map((diet) => dietWords[diet])
    .join(', ');
