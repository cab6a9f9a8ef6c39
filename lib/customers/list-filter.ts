import type { Address } from '@/lib/platform/screen';

export type CustomerFilter = { q?: string; after?: string; before?: string };

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** The filter that an address asks for. */
export function readFilter(search: Address['search']): CustomerFilter {
  return { q: one(search.q)?.slice(0, 100), after: one(search.after), before: one(search.before) };
}

/** The address of a filter, changed as given; without a place in the list unless one is given. */
export function filterHref(
  { q }: CustomerFilter,
  place: Pick<CustomerFilter, 'after' | 'before'> = {},
  path = '/customers',
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ q, ...place })) if (value) params.set(name, value);
  return params.size > 0 ? `${path}?${params}` : path;
}
