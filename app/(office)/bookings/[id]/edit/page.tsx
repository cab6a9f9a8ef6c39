import type { Metadata } from 'next';
import { EditBookingScreen } from '@/components/bookings/edit-booking-screen';
import { editBookingScreen } from '@/lib/bookings/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Edit booking' };

export default page({ path: '/bookings/[id]/edit', screen: editBookingScreen, view: EditBookingScreen });
