import {
  allergens,
  diets,
  eventTypes,
  offerUnits,
  packagePricings,
  packageTiers,
  serviceKinds,
} from '@/db/enums';
import { fold, lexicon } from '@/lib/platform/import-kind';
import { pricingWords, tierWords } from '../packages/words';
import { allergenWords, dietWords, monthWords, serviceKindWords, spiceWords, unitWords } from '../words';

export const readAllergen = lexicon(allergens, allergenWords, {
  gluten: ['wheat'],
  crustaceans: ['crustacean'],
  eggs: ['egg'],
  peanuts: ['peanut', 'groundnut', 'groundnuts'],
  soy: ['soya', 'soybeans'],
  milk: ['dairy', 'lactose'],
  nuts: ['nut'],
  sesame: ['sesame seeds'],
  sulphites: ['sulfites', 'sulphur dioxide'],
  molluscs: ['mollusc', 'mollusks'],
});
export const readDiet = lexicon(diets, dietWords, { vegetarian: ['veg', 'veggie'] });
export const readUnit = lexicon(offerUnits, unitWords, {
  guest: ['per person', 'person', 'per head', 'pp', 'cover', 'per cover'],
  item: ['each', 'piece', 'pieces', 'unit', 'units', 'per piece'],
  hour: ['hours', 'per hour'],
  flat: ['fixed', 'flat rate'],
});
export const readServiceKind = lexicon(serviceKinds, serviceKindWords, {
  cleanup: ['clean up', 'cleaning'],
  transport: ['transportation'],
});

/** A type of event as a file has it: "private dinner". */
export const eventTypeText = (type: (typeof eventTypes)[number]) => type.replaceAll('_', ' ');
export const readEventType = lexicon(
  eventTypes,
  Object.fromEntries(eventTypes.map((type) => [type, eventTypeText(type)])) as Record<
    (typeof eventTypes)[number],
    string
  >,
  { corporate: ['corporate event'], church: ['church event'], other: ['other event'] },
);
export const readTier = lexicon(packageTiers, tierWords);
export const readPricing = lexicon(packagePricings, pricingWords, {
  per_person: ['guest', 'per guest', 'person', 'per head', 'pp'],
  fixed: ['fixed', 'flat', 'flat rate', 'once', 'event', 'per event'],
});

/** 0 to 3, as figure or word. */
export function readSpice(word: string): string | undefined {
  const index = spiceWords.findIndex((one) => fold(one) === fold(word));
  if (index >= 0) return String(index);
  return /^[0-3]$/.test(word.trim()) ? word.trim() : undefined;
}

/** A month as its figure, from "November", "Nov" or "11". */
export function readMonth(word: string): string | undefined {
  const figure = /^0?([1-9]|1[0-2])$/.exec(word.trim())?.[1];
  if (figure) return figure;
  const folded = fold(word);
  const index = monthWords.findIndex((month) => folded.length >= 3 && month.toLowerCase().startsWith(folded));
  return index < 0 ? undefined : String(index + 1);
}

export function readYesNo(word: string): boolean | undefined {
  const folded = fold(word);
  if (['yes', 'y', 'true', '1', 'x', 'oui'].includes(folded)) return true;
  return ['no', 'n', 'false', '0', 'non', 'archived'].includes(folded) ? false : undefined;
}

/** The words of a cell that holds several. */
export const wordsIn = (cell: string): string[] =>
  cell
    .split(/[,;\n|]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
