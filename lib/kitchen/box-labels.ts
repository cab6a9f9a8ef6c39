import type { ServedDish } from '@/lib/bookings/diets/rules';
import type { BookingDetail } from '@/lib/bookings/queries';
import type { Unit } from '@/lib/menu/words';
import { type Label, type Letterhead, paperWords } from '@/lib/paper/document';
import { formatFullDay, formatTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import { allergensOf } from './allergen-lines';
import { quantityOf } from './order-document';
import type { KitchenWords } from './words';

/** A dish as it leaves the kitchen: how much of it, by the unit in which it is sold; in a package by the guest. */
export type PackedDish = ServedDish & { quantity: number; unit: Unit | null; feeds: number | null };

/** Labels that each dish can have; one that is sold by the tray has one for each of its trays instead. */
export const mostBoxes = 60;
const mostTrays = 500;

type Packed = {
  detail: Pick<BookingDetail, 'booking' | 'customer'>;
  packed: readonly PackedDish[];
  each: number;
  letterhead: Pick<Letterhead, 'language'>;
};

/** A label for each box of an event: what it is, for how many, what is in it, and where it goes. */
export function boxLabels(
  { detail: { booking, customer }, packed, each, letterhead }: Packed,
  words: KitchenWords,
  where: Locality,
): Label[] {
  const cancelled = booking.status === 'cancelled';
  const goesTo = [
    `${booking.eventName} · ${customer.name}`,
    `${formatFullDay(booking.startsAt, where)}, ${formatTime(booking.startsAt, where)} · ${booking.reference}`,
  ];
  return packed.flatMap((dish) => {
    const isTray = dish.unit === 'tray';
    const boxes = isTray ? Math.min(mostTrays, Math.max(1, Math.ceil(dish.quantity))) : each;
    const holds = isTray ? words.feeds(dish.feeds ?? 1) : quantityOf(dish, words, where.locale);
    const { mark, lines } = allergensOf(dish, words);
    return Array.from({ length: boxes }, (_, at) => ({
      title: dish.name,
      amount: cancelled
        ? words.cancelled
        : [holds, boxes > 1 ? paperWords[letterhead.language].page(at + 1, boxes) : '']
            .filter(Boolean)
            .join(' · '),
      mark,
      lines: [...lines, ...goesTo],
    }));
  });
}
