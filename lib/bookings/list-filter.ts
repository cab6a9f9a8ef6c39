import { bookingStatuses } from '@/db/enums';
import { listFilter, oneOf, searchText } from '@/lib/platform/list-filter';
import { listOrders } from '@/lib/platform/list-order';

/** By event, customer, total, or when they were added; the latest event first unless the address says otherwise. */
export const bookingOrders = listOrders(
  { by: 'event', order: 'descending' },
  {
    soonest: { by: 'event', order: 'ascending' },
    customer: { by: 'customer', order: 'ascending' },
    'customer-z': { by: 'customer', order: 'descending' },
    total: { by: 'total', order: 'descending' },
    'total-low': { by: 'total', order: 'ascending' },
    added: { by: 'added', order: 'descending' },
    'added-first': { by: 'added', order: 'ascending' },
  },
);
export type BookingBy = ReturnType<typeof bookingOrders.of>['by'];

/** Bookings by status and by what is searched: reference, event, venue, customer. */
export const bookingFilter = listFilter('/bookings', {
  status: oneOf(bookingStatuses),
  q: searchText,
  order: oneOf(bookingOrders.names),
});
export type BookingFilter = ReturnType<typeof bookingFilter.read>;
