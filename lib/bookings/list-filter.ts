import { bookingStatuses } from '@/db/enums';
import { listFilter, oneOf, searchText } from '@/lib/platform/list-filter';

/** Bookings by status and by what is searched: reference, event, venue, customer; latest event first unless `soonest`. */
export const bookingFilter = listFilter('/bookings', {
  status: oneOf(bookingStatuses),
  q: searchText,
  order: oneOf(['soonest']),
});
export type BookingFilter = ReturnType<typeof bookingFilter.read>;
