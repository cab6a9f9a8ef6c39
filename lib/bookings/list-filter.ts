import { bookingStatuses } from '@/db/enums';
import { flag, listFilter, oneOf, searchText } from '@/lib/platform/list-filter';
import { listOrders } from '@/lib/platform/list-order';
import { twoDays } from './calendar/two-days';

/** Stretches of the company's days that a list of events can be of. */
export const spans = [
  'coming',
  'today',
  'tomorrow',
  'week',
  'next-week',
  'month',
  'last-month',
  'past',
  'all',
] as const;
export type NamedSpan = (typeof spans)[number];
/** `days`: any two of them. */
export type Span = NamedSpan | 'days';

const others = {
  customer: { by: 'customer', order: 'ascending' },
  'customer-z': { by: 'customer', order: 'descending' },
  total: { by: 'total', order: 'descending' },
  'total-low': { by: 'total', order: 'ascending' },
  added: { by: 'added', order: 'descending' },
  'added-first': { by: 'added', order: 'ascending' },
} as const;
const soonest = { by: 'event', order: 'ascending' } as const;
const latest = { by: 'event', order: 'descending' } as const;
type By = (typeof others)[keyof typeof others]['by'] | 'event';

/** By event, customer, total, or when they were added: what lies ahead soonest first, what is over latest first. */
const aheadOrders = listOrders<By, 'latest' | keyof typeof others>(soonest, { latest, ...others });
const backOrders = listOrders<By, 'soonest' | keyof typeof others>(latest, { soonest, ...others });
export type BookingBy = By;

/** Things that a booking can need somebody for, or that make it a large one or a part of one. */
export const traits = ['unpaid', 'deposit', 'overdue', 'diets', 'big', 'high', 'occasion'] as const;
export type Trait = (typeof traits)[number];

/** What the list can be put together by, under a heading each. */
export const groupings = ['date', 'month', 'customer', 'occasion', 'type', 'status', 'venue'] as const;
export type Grouping = (typeof groupings)[number];

/** Bookings by time, status, traits, and by what is searched: reference, event, occasion, venue, customer. */
export const bookingFilter = listFilter('/bookings', {
  when: oneOf(spans),
  days: twoDays,
  status: oneOf(bookingStatuses),
  unpaid: flag,
  deposit: flag,
  overdue: flag,
  diets: flag,
  big: flag,
  high: flag,
  occasion: flag,
  q: searchText,
  group: oneOf(groupings),
  order: oneOf(['soonest', ...aheadOrders.names]),
});
export type BookingFilter = ReturnType<typeof bookingFilter.read>;

/**
 * The time that is meant where the address names none: from today on, but all of it for what is searched, and for
 * states that events have after they began.
 */
export function spanOf({ when, days, q, status }: BookingFilter): Span {
  if (days) return 'days';
  if (when) return when;
  return q || status === 'in_progress' || status === 'completed' || status === 'cancelled' ? 'all' : 'coming';
}

/** How the list stands, or each of its groups: the order that the address names, else the usual one of its time. */
export function orderOf(filter: BookingFilter) {
  const back = looksBack(filter);
  const order = orderNamed(filter);
  if (order === 'soonest') return soonest;
  if (order === 'latest') return latest;
  return back ? backOrders.of(order) : aheadOrders.of(order);
}

/** For the head of a column: how the list stands in its order, and the order that a click on it asks for. */
export function headOf(filter: BookingFilter, by: BookingBy) {
  const order = orderNamed(filter);
  // The usual order under its other name.
  if (looksBack(filter)) return backOrders.head(order === 'latest' ? undefined : order, by);
  return aheadOrders.head(order === 'soonest' ? undefined : order, by);
}

/** Within a group events stand by their time. */
function orderNamed({ group, order }: BookingFilter) {
  return group && order !== 'soonest' && order !== 'latest' ? undefined : order;
}

function looksBack(filter: BookingFilter): boolean {
  return ['all', 'past', 'last-month'].includes(spanOf(filter));
}
