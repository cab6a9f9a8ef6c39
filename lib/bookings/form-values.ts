import type { z } from 'zod';
import type { Choice } from '@/lib/menu/packages/choices';
import { termsOf } from './line-terms';
import { toLocal } from './local-time';
import type { StoredLine } from './plan';
import type { BookingValues, bookingInput } from './schema';

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
  guaranteedGuests: number | null;
  children: number;
  vendorMeals: number;
  specialRequests: string | null;
  dietNotes: string | null;
};

const chosenOf = ({ courseId, itemId }: Choice): Choice => ({ courseId, itemId });

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
    guaranteedGuests: booking.guaranteedGuests === null ? '' : String(booking.guaranteedGuests),
    children: booking.children === 0 ? '' : String(booking.children),
    vendorMeals: booking.vendorMeals === 0 ? '' : String(booking.vendorMeals),
    specialRequests: booking.specialRequests ?? '',
    dietary: booking.dietNotes ?? '',
    lines: lines.map(
      ({ id, thing, choices, quantity, notes, follows = false, whom = 'guests', ...line }) => ({
        id,
        thing,
        ...(choices && { choices: choices.map(chosenOf) }),
        quantity: String(quantity),
        notes: notes ?? '',
        follows,
        whom,
        terms: termsOf(line),
      }),
    ),
  };
}

/** A stored booking as what a save takes, as if somebody had typed it anew. */
export function inputOf(
  booking: Stored,
  lines: readonly StoredLine[],
  timeZone: string,
): z.output<typeof bookingInput> {
  const { serviceStyle, venueAddress, specialRequests, dietNotes: dietary } = booking;
  const { guests, guaranteedGuests, children, vendorMeals } = booking;
  return {
    ...valuesOf(booking, lines, timeZone),
    ...{ serviceStyle, venueAddress, specialRequests, dietary },
    ...{ guests, guaranteedGuests, children, vendorMeals },
    lines: lines.map(({ id, thing, choices, quantity, notes, follows = false, whom = 'guests' }) => ({
      ...{ id, thing, quantity, notes, follows, whom },
      ...(choices && { choices: choices.map(chosenOf) }),
    })),
  };
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
  guaranteedGuests: '',
  children: '',
  vendorMeals: '',
  specialRequests: '',
  dietary: '',
  lines: [],
};
