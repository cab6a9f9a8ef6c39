import { allergensOf } from '@/lib/menu/allergens';
import type { Category } from '@/lib/menu/offer-queries';
import type { DishValues, ServiceValues } from '@/lib/menu/schema';
import {
  allergenPhrase,
  type Diet,
  dietWords,
  monthWords,
  serviceKindWords,
  spiceWords,
  type Unit,
  unitWords,
} from '@/lib/menu/words';

/** What the fields are called where somebody else's change is told. */
export const dishLabels: Record<keyof DishValues, string> = {
  name: 'Name',
  categoryId: 'Category',
  description: 'Description',
  price: 'Price',
  cost: 'Cost',
  unit: 'The price is',
  feeds: 'One tray feeds',
  minimumOrder: 'Smallest order',
  preparationMinutes: 'Preparation in hours',
  diets: 'Diets',
  spice: 'How spicy',
  allergens: 'Allergens',
  pictureId: 'Picture',
  availableFrom: 'First day',
  availableTo: 'Last day',
  seasonFrom: 'Season from',
  seasonTo: 'Season until',
};

/** A dish's field for people, where its text isn't. */
export function sayDish(
  field: keyof DishValues,
  value: unknown,
  categories: readonly Pick<Category, 'id' | 'name'>[],
): string | undefined {
  if (field === 'categoryId') return categories.find(({ id }) => id === value)?.name;
  if (field === 'unit') return unitWords[value as Unit];
  if (field === 'spice') return spiceWords[Number(value)];
  if (field === 'diets') return (value as Diet[]).map((diet) => dietWords[diet]).join(', ') || 'None';
  if (field === 'allergens') return allergenPhrase(allergensOf(value as DishValues['allergens']));
  if (field === 'pictureId') return picturePhrase(value);
  if (field === 'seasonFrom' || field === 'seasonTo') return monthWords[Number(value) - 1] ?? 'Any month';
  return undefined;
}

export const categoryLabels = { name: 'Name', pictureId: 'Picture' };

export const sayCategory = (field: keyof typeof categoryLabels, value: unknown): string | undefined =>
  field === 'pictureId' ? picturePhrase(value) : undefined;

/** Which picture it is can't be said. */
const picturePhrase = (value: unknown) => (value ? 'Another picture' : 'No picture');

export const serviceLabels: Record<keyof ServiceValues, string> = {
  name: 'Name',
  kind: 'Kind',
  description: 'Description',
  price: 'Price',
  cost: 'Cost',
  unit: 'The price is',
  minimumOrder: 'Smallest order',
  durationMinutes: 'Lasts, in hours',
  pictureId: 'Picture',
};

export function sayService(field: keyof ServiceValues, value: unknown): string | undefined {
  if (field === 'kind') return serviceKindWords[value as keyof typeof serviceKindWords];
  if (field === 'unit') return unitWords[value as Unit];
  if (field === 'pictureId') return picturePhrase(value);
  return undefined;
}
