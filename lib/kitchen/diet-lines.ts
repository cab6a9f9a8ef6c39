import type { GuestDiet } from '@/lib/bookings/diets/queries';
import type { KitchenWords } from './words';

type Said = Pick<GuestDiet, 'guest' | 'people' | 'avoids' | 'diets' | 'severe' | 'notes'>;

/** Each guest's diet in a line, the severe first: "SEVERE. Ama: no peanuts; vegan; carries a pen". */
export function dietLines(diets: readonly Said[], notes: string | null, words: KitchenWords): string[] {
  const ordered = [...diets].sort((one, other) => Number(other.severe) - Number(one.severe));
  return [
    ...ordered.map(({ guest, people, avoids, diets: ways, severe, notes: more }) => {
      const who = people > 1 ? `${guest} (${people})` : guest;
      const needs = [
        ...avoids.map((allergen) => `${words.no} ${words.allergens[allergen].toLowerCase()}`),
        ...ways.map((diet) => words.dietNames[diet].toLowerCase()),
        more,
      ].filter(Boolean);
      return `${severe ? `${words.severe}. ` : ''}${who}: ${needs.join('; ')}`;
    }),
    ...(notes ? [diets.length > 0 ? `${words.otherDiets}: ${notes}` : notes] : []),
  ];
}
