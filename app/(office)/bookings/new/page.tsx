import type { Metadata } from 'next';
import { NewBookingScreen } from '@/components/bookings/new-booking-screen';
import { newBookingScreen } from '@/lib/bookings/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'New booking' };

export default page({ path: '/bookings/new', screen: newBookingScreen, view: NewBookingScreen });
