import { type Allergens, foodsAgainst, stateOf } from '@/lib/menu/rules';
import { type Allergen, allergenWords, type Diet, dietWords } from '@/lib/menu/words';

/** What a guest can't or won't eat. `severe`: traces are too much. */
export type Need = { avoids: readonly Allergen[]; diets: readonly Diet[]; severe: boolean };

/** A dish as it is known: what is in it, and which diets it is marked for. */
export type ServedDish = Allergens & { name: string; diets: readonly Diet[] };

/** From what keeps the dish away from a guest to what speaks for it. */
export const fits = ['no', 'traces', 'unknown', 'yes'] as const;
export type Fit = (typeof fits)[number];

export type DishFit = { fit: Fit; why: string[] };

/**
 * Whether a guest can have a dish, by what is written about both: what nobody has said is unknown, never "free". The worst of
 * all that speaks against it counts.
 */
export function dishFit(need: Need, dish: ServedDish): DishFit {
  const found = [
    ...need.avoids.map((allergen) => ofAllergen(allergen, dish, need.severe)),
    ...need.diets.map((diet) => ofDiet(diet, dish)),
  ];
  const fit = fits.find((one) => found.some((verdict) => verdict.fit === one)) ?? 'unknown';
  return { fit, why: found.flatMap((verdict) => (verdict.fit === fit && verdict.why ? [verdict.why] : [])) };
}

function ofAllergen(allergen: Allergen, dish: ServedDish, severe: boolean): { fit: Fit; why?: string } {
  const food = allergenWords[allergen].toLowerCase();
  const state = stateOf(dish, allergen);
  if (state === 'contains') return { fit: 'no', why: `contains ${food}` };
  if (state === 'may_contain') return { fit: severe ? 'no' : 'traces', why: `may contain ${food}` };
  if (state === 'unknown') return { fit: 'unknown', why: `nobody has said about ${food}` };
  return { fit: 'yes' };
}

function ofDiet(diet: Diet, dish: ServedDish): { fit: Fit; why?: string } {
  if (dish.diets.includes(diet)) return { fit: 'yes' };
  const food = foodsAgainst(diet).find((one) => dish.contains.includes(one));
  if (food) return { fit: 'no', why: `contains ${allergenWords[food].toLowerCase()}` };
  return { fit: 'unknown', why: `not marked ${dietWords[diet].toLowerCase()}` };
}

/** A booking's dishes for one guest, by whether they can have them; in the order of the menu. */
export function dishesFor(need: Need, dishes: readonly ServedDish[]) {
  const judged = dishes.map((dish) => ({ name: dish.name, ...dishFit(need, dish) }));
  return fits.map((fit) => ({ fit, dishes: judged.filter((dish) => dish.fit === fit) }));
}

/** Whether nothing on the menu is known to be right for a guest; a menu that is empty says nothing. */
export function goesHungry(need: Need, dishes: readonly ServedDish[]): boolean {
  return dishes.length > 0 && !dishes.some((dish) => dishFit(need, dish).fit === 'yes');
}
