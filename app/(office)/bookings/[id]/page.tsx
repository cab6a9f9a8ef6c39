import type { Metadata } from 'next';
import { BookingScreen } from '@/components/bookings/booking-screen';
import { bookingScreen } from '@/lib/bookings/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Booking' };

export default page({ path: '/bookings/[id]', screen: bookingScreen, view: BookingScreen });
