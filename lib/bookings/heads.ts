import type { whoms } from '@/db/enums';
import { readWhole } from '@/lib/platform/read-whole-number';

export type Whom = (typeof whoms)[number];

/**
 * For whom an event is cooked: the guests (the final count where there is one), how many of them are children, and the
 * meals of the band, the photographer and the drivers, who are no guests.
 */
export type Heads = { guests: number; children: number; vendorMeals: number };

type Counted = { guests: number; guaranteedGuests: number | null; children: number; vendorMeals: number };
type Expected = Pick<Counted, 'guests' | 'guaranteedGuests'>;

/** The heads of a booking: the guaranteed guests count once there are any, until then those who are expected. */
export function headsOf(booking: Counted): Heads {
  const { guests, guaranteedGuests, children, vendorMeals } = booking;
  return { guests: guaranteedGuests ?? guests, children, vendorMeals };
}

/** Whether as many are expected and guaranteed as before. */
export const sameHeads = (one: Expected, other: Expected): boolean =>
  one.guests === other.guests && one.guaranteedGuests === other.guaranteedGuests;

/** The same of a form; undefined while the guests are no number of 1 or more. */
export function typedHeads(values: {
  guests: string;
  guaranteedGuests?: string;
  children?: string;
  vendorMeals?: string;
}): Heads | undefined {
  const guests = readWhole(values.guaranteedGuests || values.guests);
  if (!guests) return undefined;
  const few = (typed = '') => readWhole(typed) ?? 0;
  return { guests, children: Math.min(guests, few(values.children)), vendorMeals: few(values.vendorMeals) };
}

/** How many a line is for. */
export function countOf(whom: Whom, { guests, children, vendorMeals }: Heads): number {
  if (whom === 'adults') return Math.max(0, guests - children);
  if (whom === 'children') return children;
  if (whom === 'vendors') return vendorMeals;
  return guests;
}

/** What is billed: as many as came, but never fewer than were guaranteed. */
export const billedOf = (guaranteed: number, served: number): number => Math.max(guaranteed, served);
