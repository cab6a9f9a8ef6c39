import { bookingStatuses } from '@/db/enums';
import type { ListFilter } from '@/lib/bookings/queries';

export type SearchParams = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** The filter that an address asks for; what it can't mean is left out. */
export function readFilter(params: SearchParams): ListFilter {
  const status = bookingStatuses.find((known) => known === one(params.status));
  return {
    status,
    q: one(params.q)?.slice(0, 100),
    order: one(params.order) === 'soonest' ? 'soonest' : undefined,
    after: one(params.after),
    before: one(params.before),
  };
}

/** The address of a filter, changed as given; without a place in the list unless one is given. */
export function filterHref(path: string, filter: ListFilter, change: Partial<ListFilter> = {}): string {
  const { after: _, before: __, ...kept } = filter;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...kept, ...change })) if (value) params.set(name, value);
  return params.size > 0 ? `${path}?${params}` : path;
}
