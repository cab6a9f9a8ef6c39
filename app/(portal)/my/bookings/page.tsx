import type { Metadata } from 'next';
import { ClientBookings } from '@/components/bookings/client-bookings';
import { myBookingsScreen } from '@/lib/bookings/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'My events' };

export default page({ path: '/my/bookings', screen: myBookingsScreen, view: ClientBookings });
