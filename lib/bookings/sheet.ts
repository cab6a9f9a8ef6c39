import { csvMoney, csvTime, type Sheet } from '@/lib/platform/csv';
import type { ListedBooking } from './list-queries';

/** The list of bookings as a file. */
export const bookingSheet: Sheet<ListedBooking> = {
  name: 'bookings',
  columns: [
    { head: 'Reference', cell: (row) => row.reference },
    { head: 'Event', cell: (row) => row.eventName },
    { head: 'Customer', cell: (row) => row.customer },
    { head: 'Starts', cell: (row, place) => csvTime(row.startsAt, place) },
    { head: 'Ends', cell: (row, place) => csvTime(row.endsAt, place) },
    { head: 'Venue', cell: (row) => row.venue },
    { head: 'Guests', cell: (row) => row.guests },
    { head: 'Status', cell: (row) => row.status.replaceAll('_', ' ') },
    { head: 'Total', cell: (row, { currency }) => csvMoney(row.total, currency) },
    { head: 'Paid', cell: (row, { currency }) => csvMoney(row.paid, currency) },
    { head: 'Currency', cell: (_, { currency }) => currency },
    // An import takes “Occasion” for what the event is called.
    { head: 'Part of', cell: (row) => row.occasion ?? '' },
  ],
};
