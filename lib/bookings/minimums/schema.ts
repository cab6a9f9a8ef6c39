import { z } from 'zod';
import { acrossFields } from '@/lib/platform/across-fields';
import { amount, amountText } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';
import { orNone, whole, wholeText } from '@/lib/platform/whole-number';
import { mostGuests } from '../bounds';

const guestBounds = {
  missing: 'Enter 1 or more guests, or nothing.',
  most: mostGuests,
  tooLarge: 'No booking has more than 1,000 guests.',
};
const days = {
  /** ISO numbers, Monday is 1; none is every day. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  validFrom: z.iso.date('Choose the first day.'),
};

type Minimum = { validFrom: string; validTo: string | null; total: number | null; guests: number | null };
const inOrder = acrossFields<Minimum>(['validFrom', 'validTo'], ({ validFrom, validTo }, refuse) => {
  if (validTo !== null && validTo < validFrom) refuse('validTo', 'The last day comes before the first.');
});
const asked = acrossFields<Minimum>(['total', 'guests'], ({ total, guests }, refuse) => {
  if (total === null && guests === null) refuse('total', 'Enter an amount, a number of guests, or both.');
});

/** The least an order comes to, from a day on and until another or for good; total in minor units, at the prices of the menu. */
export const minimumInput = z
  .object({
    ...days,
    validTo: z.iso.date().nullable(),
    total: amount.nullable(),
    guests: whole(guestBounds).nullable(),
  })
  .check(inOrder, asked);

/** The same as a form's fields hold it, in the company's notation. */
export const minimumForm = (place: MoneyPlace) =>
  z
    .object({
      ...days,
      validTo: orNone(z.iso.date('Choose the last day, or none.'), null),
      total: orNone(amountText(place, { missing: 'Enter the amount.' }), null),
      guests: orNone(wholeText(guestBounds), null),
    })
    .check(inOrder, asked);

export const minimumRemoval = z.object({ id: z.uuid() });
