import { csvTime, type Sheet } from '@/lib/platform/csv';
import { formatPhone } from '@/lib/platform/format/phones';
import type { CustomerList } from './queries';

/** The list of customers as a file. */
export const customerSheet: Sheet<CustomerList['rows'][number]> = {
  name: 'customers',
  columns: [
    { head: 'Name', cell: (row) => row.name },
    { head: 'Phone', cell: (row) => row.phone && formatPhone(row.phone) },
    { head: 'E-mail', cell: (row) => row.email },
    { head: 'Bookings', cell: (row) => row.bookings },
    { head: 'Latest event', cell: (row, place) => csvTime(row.lastEventAt, place) },
  ],
};
