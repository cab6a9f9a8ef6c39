import { type PricedLine, priceBooking, profileOf, type TaxSnapshot, type Terms } from '@/lib/pricing/rules';
import { quantityUnder } from './follow-guests';
import { billedOf, type Heads, headsOf } from './heads';
import type { StoredLine } from './plan';

/** Lines as they are billed for other heads: those that follow have their quantity, never below the dish's minimum order. */
export function billedLines<L extends Omit<StoredLine, 'thing'>>(lines: readonly L[], heads: Heads): L[] {
  return lines.map((line) =>
    line.follows
      ? { ...line, quantity: Math.max(line.quantity, line.minimumOrder, quantityUnder(line, heads)) }
      : line,
  );
}

type Booked = Terms & Parameters<typeof headsOf>[0] & { total: number; tax: TaxSnapshot | null };

/** How many are billed where so many were served, and what that and the extras add to the total in minor units. */
export function billFor(
  { booking, lines }: { booking: Booked; lines: readonly StoredLine[] },
  { served, extras = [] }: { served: number; extras?: readonly PricedLine[] },
): { guests: number; more: number } {
  const heads = headsOf(booking);
  const guests = billedOf(heads.guests, served);
  if (guests === heads.guests && extras.length === 0) return { guests, more: 0 };
  const price = priceBooking({
    lines: [...billedLines(lines, { ...heads, guests }), ...extras],
    profile: booking.tax ? profileOf(booking.tax) : undefined,
    depositRate: 0,
    terms: booking,
  });
  return { guests, more: price.total - booking.total };
}
