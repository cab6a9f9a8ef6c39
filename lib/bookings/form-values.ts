import { toLocal } from './local-time';
import type { StoredLine } from './plan';
import type { BookingValues } from './schema';

type Stored = {
  customerId: string;
  eventName: string;
  eventType: BookingValues['eventType'];
  serviceStyle: Exclude<BookingValues['serviceStyle'], ''> | null;
  startsAt: Date;
  endsAt: Date;
  venue: string;
  venueAddress: string | null;
  guests: number;
  specialRequests: string | null;
  dietary: string | null;
};

/** A stored booking as its form shows it: text in every field, times on the company's clock. */
export function valuesOf(booking: Stored, lines: readonly StoredLine[], timeZone: string): BookingValues {
  return {
    customerId: booking.customerId,
    eventName: booking.eventName,
    eventType: booking.eventType,
    serviceStyle: booking.serviceStyle ?? '',
    startsAt: toLocal(booking.startsAt, timeZone),
    endsAt: toLocal(booking.endsAt, timeZone),
    venue: booking.venue,
    venueAddress: booking.venueAddress ?? '',
    guests: String(booking.guests),
    specialRequests: booking.specialRequests ?? '',
    dietary: booking.dietary ?? '',
    lines: lines.map(({ id, kind, thingId, quantity, notes }) => ({
      id,
      kind,
      thingId,
      quantity: String(quantity),
      notes: notes ?? '',
    })),
  };
}

/** The fields in which the booking now differs from what a form began with, with their present values. */
export function changedSince(base: Record<string, unknown>, current: BookingValues): Partial<BookingValues> {
  const changed = Object.entries(current).filter(([field, value]) => {
    return field in base && stable(base[field]) !== stable(value);
  });
  return Object.fromEntries(changed) as Partial<BookingValues>;
}

/** The same text for equal values, whatever the order of their keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/**
 * Puts one person's changes on top of another's: what I touched stays mine, what only they touched becomes
 * theirs.
 */
export function mergeValues(given: {
  base: BookingValues;
  mine: BookingValues;
  theirs: Partial<BookingValues>;
}): BookingValues {
  const untouched = Object.entries(given.theirs).filter(([field]) => {
    const key = field as keyof BookingValues;
    return stable(given.base[key]) === stable(given.mine[key]);
  });
  return { ...given.mine, ...Object.fromEntries(untouched) };
}

/** A form nobody has typed in yet. */
export const emptyValues: BookingValues = {
  customerId: '',
  eventName: '',
  eventType: 'wedding',
  serviceStyle: '',
  startsAt: '',
  endsAt: '',
  venue: '',
  venueAddress: '',
  guests: '',
  specialRequests: '',
  dietary: '',
  lines: [],
};
