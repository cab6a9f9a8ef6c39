import { z } from 'zod';
import { amount, amountText } from '@/lib/platform/amount';
import type { MoneyPlace } from '@/lib/platform/money';

const offered = { active: z.boolean() };

/** A new price and whether it is offered. */
export const offerInput = z.object({
  id: z.uuid(),
  kind: z.enum(['menu', 'service']),
  version: z.number().int().min(1),
  /** Also what a line can hold (`booking_lines_price`). */
  price: amount,
  ...offered,
});

/** The same as its form's fields hold it, in the company's notation. */
export const offerForm = (place: MoneyPlace) =>
  z.object({ price: amountText(place, { missing: 'Enter the price.' }), ...offered });
