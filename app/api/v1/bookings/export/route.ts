import { bookingsFile } from '@/lib/bookings/screens';
import { bookingSheet } from '@/lib/bookings/sheet';
import { csvRoute } from '@/lib/platform/csv-route';

export const GET = csvRoute(bookingsFile, bookingSheet);
