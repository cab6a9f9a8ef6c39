import type { MenuChoice } from '@/lib/menu/choice-queries';
import { isThing } from '@/lib/menu/thing-ref';
import { valuesOf } from './form-values';
import type { StoredLine } from './plan';
import type { BookingValues } from './schema';

/** A price that isn't what it was, in minor units. */
type NewPrice = { name: string; was: number; now: number };

export type Again = {
  /** Everything of the booking but its time, which has to be new. */
  initial: BookingValues;
  /** The local times that it had. */
  was: { start: string; end: string };
  prices: NewPrice[];
  /** What isn't offered any more. */
  gone: string[];
};

type Booked = Parameters<typeof valuesOf>[0];

/**
 * A booking filled in once more from one that there was: its lines are new ones at the menu's prices of today, without
 * what is no longer offered. `timeZone` is the company's.
 */
export function bookAgain(
  { booking, lines }: { booking: Booked; lines: readonly StoredLine[] },
  {
    menu,
    timeZone,
  }: { menu: readonly Pick<MenuChoice, 'id' | 'kind' | 'name' | 'price' | 'package'>[]; timeZone: string },
): Again {
  const values = valuesOf(booking, lines, timeZone);
  const looked = lines.map((line, at) => ({
    line,
    typed: values.lines[at],
    offer: menu.find((thing) => isThing(thing, line.thing)),
  }));
  return {
    initial: {
      ...values,
      startsAt: '',
      // The count of another event says nothing of this one.
      guaranteedGuests: '',
      endsAt: '',
      lines: looked.flatMap(({ typed, offer }) => {
        if (!typed || !offer) return [];
        const { id: _, terms: _terms, ...line } = typed;
        return [line];
      }),
    },
    was: { start: values.startsAt, end: values.endsAt },
    prices: looked.flatMap(({ line, offer }) =>
      offer && offer.price !== line.unitPrice && offer.package?.pricing !== 'custom'
        ? [{ name: offer.name, was: line.unitPrice, now: offer.price }]
        : [],
    ),
    gone: looked.flatMap(({ line, offer }) => (offer ? [] : [line.name])),
  };
}
