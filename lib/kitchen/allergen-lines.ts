import type { ServedDish } from '@/lib/bookings/diets/rules';
import type { KitchenWords } from './words';

/** What a dish has in words, what it may have, and what nobody has said; what nobody has said is never "free". */
export function allergensOf(
  { contains, mayContain, freeFrom, diets }: Omit<ServedDish, 'name'>,
  words: KitchenWords,
): { mark: string | undefined; lines: string[] } {
  const listed = (allergens: readonly (keyof KitchenWords['allergens'])[]) =>
    allergens.map((allergen) => words.allergens[allergen]).join(', ');
  const unknown = Object.keys(words.allergens).length - contains.length - mayContain.length - freeFrom.length;
  return {
    mark: contains.length > 0 ? `${words.contains} ${listed(contains)}` : undefined,
    lines: [
      ...(mayContain.length > 0 ? [`${words.mayContain} ${listed(mayContain)}`] : []),
      ...(unknown > 0 ? [words.unknownAllergens(unknown)] : []),
      ...(unknown === 0 && contains.length + mayContain.length === 0 ? [words.freeFromAll] : []),
      ...(diets.length > 0 ? [diets.map((diet) => words.dietNames[diet]).join(', ')] : []),
    ],
  };
}
