import type { FilterChip } from '@/components/ui/filter-chips';
import { allergens, diets } from '@/db/enums';
import { type MenuFilter, menuFilter } from '@/lib/menu/list-filter';
import type { menuScreen } from '@/lib/menu/screens';
import { allergenWords, dietWords } from '@/lib/menu/words';
import type { DataOf } from '@/lib/platform/screen';

type List = Pick<DataOf<typeof menuScreen>, 'filter' | 'categories' | 'counts'>;

/** All categories, then each with its dishes under the other filters; an archived one only where it has some. */
export function categoryChips({ filter, categories, counts }: List): FilterChip[] {
  const all = Object.values(counts.byCategory).reduce((sum, n) => sum + n, 0);
  return [
    {
      label: 'All categories',
      count: all,
      href: menuFilter.href(filter, { category: undefined }),
      active: !filter.category,
    },
    ...categories
      .filter(({ id, active }) => active || counts.byCategory[id])
      .map(({ id, name }) => ({
        label: name,
        count: counts.byCategory[id] ?? 0,
        href: menuFilter.href(filter, { category: id }),
        active: filter.category === id,
      })),
  ];
}

export function stateChips({ filter, counts }: List): FilterChip[] {
  const { active, archived } = counts;
  const chip = (label: string, count: number, state: MenuFilter['state']) => ({
    label,
    count,
    href: menuFilter.href(filter, { state }),
    active: filter.state === state,
  });
  return [
    chip('On the menu', active, undefined),
    chip('Archived', archived, 'archived'),
    chip('All', active + archived, 'all'),
    {
      label: 'Offered today',
      href: menuFilter.href(filter, { today: filter.today ? undefined : true }),
      active: filter.today,
    },
  ];
}

export const dietChoices = (filter: MenuFilter) => [
  { value: '', label: 'Any diet', href: menuFilter.href(filter, { diet: undefined }) },
  ...diets.map((diet) => ({
    value: diet,
    label: dietWords[diet],
    href: menuFilter.href(filter, { diet }),
  })),
];

export const allergenChoices = (filter: MenuFilter) => [
  { value: '', label: 'Any allergens', href: menuFilter.href(filter, { free: undefined }) },
  ...allergens.map((free) => ({
    value: free,
    label: `Free from ${allergenWords[free].toLowerCase()}`,
    href: menuFilter.href(filter, { free }),
  })),
];
