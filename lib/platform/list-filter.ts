import type { Address } from './screen';

/** How one value of a filter stands in the address; undefined where the address says nothing of it. */
type Param<T> = {
  /** What the text means; a text that can mean nothing counts as none. */
  read: (text: string | undefined) => T;
  write: (value: T) => string | undefined;
};
// biome-ignore lint/suspicious/noExplicitAny: the values' types are read from each of them
type Params = Record<string, Param<any>>;
type ValueOf<P> = P extends Param<infer T> ? T : never;

/** Where in the list the page begins, and the saved view that it was opened from. */
type Always = { after?: string; before?: string; saved?: string };

/** What a list is asked for. */
export type FilterOf<P extends Params> = {
  [K in keyof P as undefined extends ValueOf<P[K]> ? never : K]: ValueOf<P[K]>;
} & {
  [K in keyof P as undefined extends ValueOf<P[K]> ? K : never]?: ValueOf<P[K]>;
} & Always;

/** A list under its filter: its address at another place, and whether its beginning is what is shown. */
export type ListAt = {
  href: (place?: { after?: string; before?: string }, path?: string) => string;
  begun: boolean;
};

/** One of a closed list. */
export function oneOf<const V extends readonly string[]>(known: V): Param<V[number] | undefined> {
  return { read: (text) => known.find((value) => value === text), write: (value) => value };
}

/** What somebody searches for. `searchPatterns` says what of it counts; nothing of it is cut here. */
export const searchText: Param<string | undefined> = {
  read: (text) => text?.trim() || undefined,
  write: (value) => value,
};

/** The ids of the rows that somebody selected, from an address; undefined where it names none. */
export function pickedIds({ ids }: Address['search']): string[] | undefined {
  return typeof ids === 'string' ? ids.split(',').filter((id) => uuid.test(id)) : undefined;
}

/** Only those for which something holds. */
export const flag: Param<true | undefined> = {
  read: (text) => (text === '1' ? true : undefined),
  write: (value) => (value ? '1' : undefined),
};

const asGiven: Param<string | undefined> = { read: (text) => text || undefined, write: (value) => value };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const always: Params = {
  // What is no place of a row means the beginning (`cursor`).
  after: asGiven,
  before: asGiven,
  saved: { read: (text) => (text && uuid.test(text) ? text : undefined), write: (value) => value },
};

/**
 * A list's filter, order and place as they stand in its address: read from there, what it can't mean left out, and
 * written back, so that every view of a list is a link. Both from one description. Without zod, since the browser
 * writes these addresses too.
 */
export function listFilter<const P extends Params>(own: string, described: P) {
  const params: Params = { ...described, ...always };

  const read = (search: Address['search']): FilterOf<P> => {
    const found = Object.entries(params).map(([name, param]) => {
      const given = search[name];
      return [name, param.read(typeof given === 'string' ? given : undefined)] as const;
    });
    return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as FilterOf<P>;
  };

  /** The address of a filter changed as given, from the list's beginning on unless a place is given. */
  const href = (filter: FilterOf<P>, change: Partial<FilterOf<P>> = {}, path = own): string => {
    const { after: _, before: __, ...kept } = filter as Always;
    const values: Record<string, unknown> = { ...kept, ...change };
    const query = new URLSearchParams();
    for (const [name, param] of Object.entries(params)) {
      const text = param.write(values[name]);
      if (text) query.set(name, text);
    }
    return query.size > 0 ? `${path}?${query}` : path;
  };

  /** Whether anything but the place, the order of values or the view asks for less than the whole list. */
  const narrows = (filter: FilterOf<P>, besides: readonly (keyof P)[] = []): boolean =>
    Object.keys(described).some(
      (name) =>
        !besides.includes(name) &&
        params[name]?.write((filter as Record<string, unknown>)[name]) !== undefined,
    );

  /** The list as it is asked for now, for the links around its rows. */
  const at = (filter: FilterOf<P>, { path = own }: { path?: string } = {}): ListAt => ({
    href: (place = {}, to = path) => href(filter, place as Partial<FilterOf<P>>, to),
    begun: !(filter as Always).after && !(filter as Always).before,
  });

  return { read, href, narrows, at };
}
