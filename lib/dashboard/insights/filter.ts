import { isDay } from '@/lib/bookings/calendar/days';
import { toldDays } from '@/lib/bookings/calendar/two-days';
import { ratedAspects } from '@/lib/feedback/reading/types';
import { listFilter, matching, oneOf, rowId } from '@/lib/platform/list-filter';
import type { Address } from '@/lib/platform/screen';

/** Stretches of the company's days by name; `days` are the two that the address names. */
export const periods = ['month', 'last-month', 'quarter', 'year', 'last-year', '30', '90', '365'] as const;
export type Period = (typeof periods)[number] | 'days';

/** A day of the calendar, "2026-11-26". */
const dayParam = {
  read: (text: string | undefined) => (text && isDay(text) ? text : undefined),
  write: (value: string | undefined) => value,
};

/** Which days the figures are of, and what they stand beside: the days before, or those of a year before. */
export const insightsFilter = listFilter('/insights', {
  period: oneOf(periods),
  from: dayParam,
  to: dayParam,
  against: oneOf(['year'] as const),
});
export type InsightsFilter = ReturnType<typeof insightsFilter.read>;

/**
 * The stretch that is meant: two days in whichever order, else the named one, else this month so far. `chosen`: the address
 * names one. `cut`: it names more than is told.
 */
export function stretchOf({ period, from, to }: InsightsFilter): {
  period: Period;
  from: string | null;
  to: string | null;
  chosen: boolean;
  cut: boolean;
} {
  if (!from || !to)
    return { period: period ?? 'month', from: null, to: null, chosen: period !== undefined, cut: false };
  const { first, last, cut } = toldDays(from, to);
  return { period: 'days', from: first, to: last, chosen: true, cut };
}

/** What rows can be asked for: each figure that leads to some. */
export const rowKinds = [
  'booked',
  'guests',
  'forecast',
  'drafts',
  'open',
  'active',
  'completed',
  'answers',
  'rated',
  'recommend',
  'quality',
  'billed',
  'paid',
  'due',
  'dish',
  'sold',
  'liked',
] as const;
export type RowKind = (typeof rowKinds)[number];

/** The rows behind a figure. */
export const rowsFilter = listFilter('/insights/rows', {
  of: oneOf(rowKinds),
  from: dayParam,
  to: dayParam,
  type: matching(/^[a-z0-9_-]{1,60}$/),
  score: oneOf(['1', '2', '3', '4', '5']),
  aspect: oneOf(ratedAspects),
  weekday: oneOf(['1', '2', '3', '4', '5', '6', '7']),
  dish: rowId,
});
export type RowsFilter = ReturnType<typeof rowsFilter.read>;
/** One that leads somewhere: every kind of rows has what it needs. */
export type AskedRows = RowsFilter & { of: RowKind };

export function readRows({ search }: Address): AskedRows | undefined {
  const { of, ...asked } = rowsFilter.read(search);
  if (!of || (asked.from && asked.to && asked.from > asked.to)) return undefined;
  if ((of === 'dish' || of === 'sold' || of === 'liked') && !asked.dish) return undefined;
  if (of === 'quality' && !asked.aspect) return undefined;
  if (of === 'drafts') return { of, ...asked };
  if (of === 'open' || of === 'active') return asked.to ? { of, ...asked, from: undefined } : undefined;
  return asked.from && asked.to ? { of, ...asked } : undefined;
}
