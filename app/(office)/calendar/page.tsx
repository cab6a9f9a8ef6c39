import type { Metadata } from 'next';
import { CalendarScreen } from '@/components/bookings/calendar/calendar-screen';
import { calendarScreen } from '@/lib/bookings/calendar/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Calendar' };

export default page({ path: '/calendar', screen: calendarScreen, view: CalendarScreen });
