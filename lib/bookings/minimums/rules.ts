import { capital } from '@/lib/platform/format/capital';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';

/** Days of the week as ISO numbers them: Monday is 1. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The minimum that holds on a day of the company ("2026-12-12"), as `order_minimum_of` finds it; total in minor units. */
export type OrderMinimum = { total: number | null; guests: number | null; day: string };

/** What an order comes to: its lines less discounts at the prices of the menu, in minor units; and for how many. */
export type Ordered = { net: number; guests: number };

/** An amount or a number below what is asked for, a deposit that isn't there, the sentence that says so, and what to do about it. */
export type Below = {
  kind: 'order_total' | 'order_guests' | 'final_count' | 'deposit';
  said: string;
  way: string;
};
type Where = { currency: string; locale: string };

/** What of an order is below the minimum; empty where there is none or it is reached. */
export function belowMinimum(
  minimum: OrderMinimum | undefined,
  { net, guests }: Ordered,
  where: Where,
): Below[] {
  if (!minimum) return [];
  const on = formatCalendarDate(minimum.day, where.locale, 'fullDay');
  const money = (amount: number) => formatMoney(amount, where.currency, where.locale);
  const count = (number: number) => formatCount(number, where.locale);
  const way = 'Add to the order';
  const below: Below[] = [];
  if (minimum.total !== null && net < minimum.total)
    below.push({
      kind: 'order_total',
      said: `Orders for ${on} start at ${money(minimum.total)} of menu and services, and this one comes to ${money(net)}.`,
      way,
    });
  if (minimum.guests !== null && guests < minimum.guests)
    below.push({
      kind: 'order_guests',
      said: `Orders for ${on} start at ${count(minimum.guests)} guests, and this one is for ${count(guests)}.`,
      way,
    });
  return below;
}

/** The minimum itself: "From GHS 5,000.00 of menu and services, from 30 guests". */
export function sayMinimum(
  { total, guests }: Omit<OrderMinimum, 'day'>,
  { currency, locale }: Where,
): string {
  const parts = [
    ...(total === null ? [] : [`from ${formatMoney(total, currency, locale)} of menu and services`]),
    ...(guests === null ? [] : [`from ${formatCount(guests, locale)} guests`]),
  ];
  return capital(parts.join(', '));
}
