import { FilterChips } from '@/components/ui/filter-chips';
import type { ListViews } from '@/lib/lists/queries';
import type { ListAt } from '@/lib/platform/list-filter';

/** The reader's views of a list and the shared ones: each leads to its rows, the one that is open back to the whole list. */
export function SavedViews({ looks: { views }, at }: { looks: ListViews; at: ListAt }) {
  if (views.length === 0) return null;
  return (
    <FilterChips
      label="Saved views"
      chips={views.map(({ id, name, query, shared, known }) => ({
        label: `${name}${shared ? ' · shared' : ''}${known ? '' : ' · out of date'}`,
        active: at.saved === id,
        href: at.saved === id ? at.plain : at.open(query, id),
      }))}
    />
  );
}
