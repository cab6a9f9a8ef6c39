import { bookingStatuses } from '@/db/enums';
import type { Address } from '@/lib/platform/screen';
import type { Status } from './rules';

export type ListFilter = {
  status?: Status;
  /** Reference, event, venue, customer's name, phone or e-mail. */
  q?: string;
  /** Latest event first unless `soonest`. */
  order?: 'latest' | 'soonest';
  after?: string;
  before?: string;
};

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** The filter that an address asks for; what it can't mean is left out. */
export function readFilter(search: Address['search']): ListFilter {
  const status = bookingStatuses.find((known) => known === one(search.status));
  return {
    status,
    q: one(search.q)?.slice(0, 100),
    order: one(search.order) === 'soonest' ? 'soonest' : undefined,
    after: one(search.after),
    before: one(search.before),
  };
}

/** The address of a filter, changed as given; without a place in the list unless one is given. */
export function filterHref(path: string, filter: ListFilter, change: Partial<ListFilter> = {}): string {
  const { after: _, before: __, ...kept } = filter;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...kept, ...change })) if (value) params.set(name, value);
  return params.size > 0 ? `${path}?${params}` : path;
}
