import { bookingsFile } from '@/lib/bookings/screens';
import { bookingSheet } from '@/lib/bookings/sheet';
import { sheetRoute } from '@/lib/platform/sheet-route';

export const GET = sheetRoute(bookingsFile, bookingSheet);
