import { formatCount } from '@/lib/platform/format/numbers';

/** The database holds the same bounds (`booking_lines_quantity`, `bookings_guests`). */
export const mostQuantity = 100_000;
export const mostGuests = 1000;

export const quantityBounds = {
  missing: 'Enter a quantity of 1 or more.',
  most: mostQuantity,
  tooLarge: `The most for one line is ${formatCount(mostQuantity)}.`,
};
export const guestBounds = {
  missing: 'Enter the number of guests, 1 or more.',
  most: mostGuests,
  tooLarge: `One booking holds up to ${formatCount(mostGuests)} guests. Split a larger event.`,
};
