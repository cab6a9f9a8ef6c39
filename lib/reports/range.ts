import { eventTypes } from '@/db/enums';
import { isDay } from '@/lib/bookings/calendar/days';
import { toldDays } from '@/lib/bookings/calendar/two-days';
import { isId } from '@/lib/platform/list-filter';
import type { Address } from '@/lib/platform/screen';
import type { Range, ReportKey, Stretch } from './document';

/** Stretches of the company's days, up to today where they aren't over; `figure_days` in the database says which days. */
export const presets = [
  { name: 'month', label: 'This month' },
  { name: 'last_month', label: 'Last month' },
  { name: 'quarter', label: 'This quarter' },
  { name: 'last_quarter', label: 'Last quarter' },
  { name: 'year', label: 'This year' },
  { name: 'last_year', label: 'Last year' },
  { name: 'days_90', label: 'Last 90 days' },
  { name: 'ahead_90', label: 'Next 90 days' },
] as const;
/** Those that only mails are of. */
const others = ['today', 'yesterday', 'week', 'last_week'] as const;
export type Preset = (typeof presets)[number]['name'] | (typeof others)[number] | 'days';

export const compares = ['before', 'year', 'none'] as const;
export type Compare = (typeof compares)[number];

/** What a report is asked for. */
export type ReportQuery = {
  preset: Preset;
  /** The two days of `days`. */
  from: string | null;
  to: string | null;
  compare: Compare;
  type: (typeof eventTypes)[number] | null;
  customer: string | null;
  /** As the venues are compared. */
  venue: string | null;
  /** Of the menu. */
  category: string | null;
  /** Events at which it was served. */
  dish: string | null;
};

/** What a report tells of: the days that were asked for, and what else the query narrows. */
export type ReportQuestion = { range: Range; query: ReportQuery };

export const plainQuery: ReportQuery = {
  ...{ preset: 'month', from: null, to: null, compare: 'before' },
  ...{ type: null, customer: null, venue: null, category: null, dish: null },
};

/** What of a question says what it is of alone. */
export function narrowedOf({ type, customer, venue, category, dish }: ReportQuery) {
  return {
    ...(type && { type }),
    ...(customer && { customer }),
    ...(venue && { venue }),
    ...(category && { category }),
    ...(dish && { dish }),
  };
}

const known: readonly Preset[] = [...presets.map(({ name }) => name), ...others];

/** Reads a report's address; what it can't mean, such as a category of dishes of the books, counts as not said. */
export function readQuery(key: ReportKey, search: Address['search']): ReportQuery {
  const text = (name: string) => {
    const given = search[name];
    return typeof given === 'string' && given !== '' ? given : null;
  };
  const day = (name: string) => {
    const given = text(name);
    return given && isDay(given) ? given : null;
  };
  const id = (name: string) => {
    const given = text(name);
    return given && isId(given) ? given : null;
  };
  const [from, to] = inOrder(day('from'), day('to'));
  const venue = text('venue');
  return {
    ...(from && to
      ? { preset: 'days', from, to }
      : {
          preset: known.find((name) => name === text('range')) ?? plainQuery.preset,
          from: null,
          to: null,
        }),
    compare: compares.find((name) => name === text('compare')) ?? plainQuery.compare,
    type: eventTypes.find((name) => name === text('type')) ?? null,
    customer: id('customer'),
    venue: venue && venue.length <= 200 ? venue : null,
    category: key === 'menu' ? id('category') : null,
    dish: id('dish'),
  };
}

/** Two days in their order; neither where one is missing. */
function inOrder(one: string | null, other: string | null): [string, string] | [null, null] {
  if (!one || !other) return [null, null];
  return one < other ? [one, other] : [other, one];
}

/** The days that are told, where two are named. */
export const daysOf = ({ from, to }: Pick<ReportQuery, 'from' | 'to'>) =>
  from && to ? toldDays(from, to) : undefined;

/** What of an address a report's question is, without what is usual. */
export function queryText(query: ReportQuery): string {
  const { preset, from, to, compare, ...filter } = query;
  const said = {
    ...(preset === 'days' ? { from, to } : { range: preset === plainQuery.preset ? null : preset }),
    compare: compare === plainQuery.compare ? null : compare,
    ...filter,
  };
  const given = Object.entries(said).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

/** Where a report is chosen to be mailed as it is asked for, whatever its days. */
export const mailHref = (key: ReportKey, query: ReportQuery) =>
  `/reports?${new URLSearchParams({ report: key, ...narrowedOf(query) })}`;

/** The page of a report, asked as given. */
export const reportHref = (key: ReportKey, query: ReportQuery, change: Partial<ReportQuery> = {}) =>
  `/reports/${key}${queryText({ ...query, ...change })}`;

/** The same of two days. */
export const daysHref = (key: ReportKey, query: ReportQuery, { since, until }: Stretch) =>
  reportHref(key, query, { preset: 'days', from: since, to: until });
