import type { Metadata } from 'next';
import { BookingsScreen } from '@/components/bookings/bookings-screen';
import { bookingsScreen } from '@/lib/bookings/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Bookings' };

export default page({ path: '/bookings', screen: bookingsScreen, view: BookingsScreen });
