import { allergens } from '@/db/enums';
import type { allergenStates } from './words';

/** What is known of a dish's allergens; of one that isn't named, nothing. */
export type AllergenMap = Partial<Record<(typeof allergens)[number], (typeof allergenStates)[number]>>;

/** The three lists that the states come to; unknown ones are in none. */
export function allergensOf(states: AllergenMap) {
  const those = (state: string) => allergens.filter((allergen) => states[allergen] === state);
  return { contains: those('contains'), mayContain: those('may_contain'), freeFrom: those('free') };
}
