/** What a dish is to the menu: how often it is ordered, and what a cover of it leaves. Kasavana and Smith, Menu Engineering (1982). */
export type Kind = 'star' | 'plough_horse' | 'puzzle' | 'dog';

export const kindWords: Record<Kind, string> = {
  star: 'Star',
  plough_horse: 'Plough horse',
  puzzle: 'Puzzle',
  dog: 'Dog',
};

/** Fewer dishes than these can't be told apart. */
export const fewest = 4;

/**
 * What a cover of a dish leaves: its price less its cost, in minor units; of a tray by the guests that it feeds. Undefined where the
 * cost isn't set, and of what has one price for the event however many eat.
 */
export function marginOf(dish: {
  unit: string;
  price: number;
  feeds: number | null;
  cost: number | null;
}): number | undefined {
  if (dish.cost === null || dish.unit === 'flat') return undefined;
  const margin = dish.price - dish.cost;
  return dish.unit === 'tray' ? margin / (dish.feeds ?? 1) : margin;
}

/**
 * Tells dishes apart. Popular is what has at least 70 % of the covers that each would have if all were ordered alike; of a high margin
 * what leaves at least as much a cover as the covers of all dishes do on average. Undefined where there are too few to compare.
 */
export function kindsOf<D extends { covers: number; margin: number }>(
  dishes: readonly D[],
): ((dish: D) => Kind) | undefined {
  const covers = dishes.reduce((sum, dish) => sum + dish.covers, 0);
  if (dishes.length < fewest || covers <= 0) return undefined;
  const popular = (0.7 * covers) / dishes.length;
  const average = dishes.reduce((sum, dish) => sum + dish.margin * dish.covers, 0) / covers;
  return (dish) => {
    const high = dish.margin >= average;
    if (dish.covers >= popular) return high ? 'star' : 'plough_horse';
    return high ? 'puzzle' : 'dog';
  };
}
