import { allergens, diets } from '@/db/enums';
import { flag, listFilter, oneOf, rowId, searchText } from '@/lib/platform/list-filter';

/** Dishes: those on the menu unless archived or all are asked for. */
export const menuFilter = listFilter('/menu', {
  q: searchText,
  category: rowId,
  state: oneOf(['archived', 'all']),
  diet: oneOf(diets),
  /** Only what is known to be free from it; unknown is not free. */
  free: oneOf(allergens),
  /** Only what is in season and within its dates today. */
  today: flag,
});
export type MenuFilter = ReturnType<typeof menuFilter.read>;

/** Whether a category is shown whole and in its own order, so that it can be ordered. */
export const isWholeCategory = ({ category, q, diet, free, today }: MenuFilter): boolean =>
  Boolean(category) && !q && !diet && !free && !today;
