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

/** Where in the list the page begins, the saved view that it was opened from, and which columns it names. */
type Always = { after?: string; before?: string; saved?: string; columns?: readonly string[] };

/** What a list is asked for. */
export type FilterOf<P extends Params> = {
  [K in keyof P as undefined extends ValueOf<P[K]> ? never : K]: ValueOf<P[K]>;
} & {
  [K in keyof P as undefined extends ValueOf<P[K]> ? K : never]?: ValueOf<P[K]>;
} & Always;

/** A list under its filter: its addresses, and what of its own address a saved view keeps. */
export type ListAt = {
  /** The list at another place, from its beginning on without one. */
  href: (place?: { after?: string; before?: string }, path?: string) => string;
  /** Whether the list's beginning is what is shown. */
  begun: boolean;
  /** Filter, order and columns as they stand in the address, without the place and the view. */
  query: string;
  saved?: string;
  columns?: readonly string[];
  /** The list as nobody has asked anything of it. */
  plain: string;
  /** The list as a saved view's query asks for it. */
  open: (query: string, saved: string) => string;
  /** The same rows with other columns, or with the usual ones. */
  withColumns: (columns: readonly string[] | undefined) => string;
  /** Whether all that a saved query asks for can still be asked for. */
  understands: (query: string) => boolean;
};

/** One of a closed list. */
export function oneOf<const V extends readonly string[]>(known: V): Param<V[number] | undefined> {
  return { read: (text) => known.find((value) => value === text), write: (value) => value };
}

/** A text of one form. */
export const matching = (form: RegExp): Param<string | undefined> => ({
  read: (text) => (text && form.test(text) ? text : undefined),
  write: (value) => value,
});

/** A day that the calendar has, as YYYY-MM-DD. */
export const calendarDay: Param<string | undefined> = {
  read: (text) => {
    const at = text && /^(19|20)\d\d-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
    // What no calendar has, such as the 31st of June, is read as another day.
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text ?? '') ? text : undefined;
  },
  write: (value) => value,
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whether a text can be a row's id. */
export const isId = (text: string): boolean => uuid.test(text);
/** The id of a row. */
export const rowId = matching(uuid);

/** What somebody searches for. `searchPatterns` says what of it counts; nothing of it is cut here. */
export const searchText: Param<string | undefined> = {
  read: (text) => text?.trim() || undefined,
  write: (value) => value,
};

/** The ids of the rows that somebody selected, from an address; undefined where it names none. */
export function pickedIds({ ids }: Address['search']): string[] | undefined {
  return typeof ids === 'string' ? ids.split(',').filter(isId) : undefined;
}

/** Only those for which something holds. */
export const flag: Param<true | undefined> = {
  read: (text) => (text === '1' ? true : undefined),
  write: (value) => (value ? '1' : undefined),
};

const asGiven: Param<string | undefined> = { read: (text) => text || undefined, write: (value) => value };
const columnNames: Param<readonly string[] | undefined> = {
  read: (text) => (text && /^[a-z]+(,[a-z]+){0,29}$/.test(text) ? text.split(',') : undefined),
  write: (value) => value?.join(),
};
const always: Params = {
  // What is no place of a row means the beginning (`cursor`).
  after: asGiven,
  before: asGiven,
  saved: rowId,
  columns: columnNames,
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
  const at = (filter: FilterOf<P>): ListAt => {
    const { after, before, saved, columns } = filter as Always;
    const changed = (change: Always = {}, to = own) => href(filter, change as Partial<FilterOf<P>>, to);
    return {
      href: changed,
      begun: !after && !before,
      query: changed({ saved: undefined }, '').slice(1),
      saved,
      columns,
      plain: href(read({})),
      open: (query, view) => `${own}?${query ? `${query}&` : ''}saved=${view}`,
      withColumns: (chosen) => changed({ columns: chosen }),
      understands: (query) => {
        const asked = new URLSearchParams(query);
        const understood = new URLSearchParams(href(read(Object.fromEntries(asked)), {}, ''));
        return [...asked].every(([name, value]) => understood.get(name) === value);
      },
    };
  };

  return { read, href, narrows, at };
}
