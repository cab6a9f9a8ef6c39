import type { Metadata } from 'next';
import { RunSheetScreen } from '@/components/bookings/calendar/run-sheet-screen';
import { runSheetScreen } from '@/lib/bookings/calendar/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Run sheet' };

export default page({ path: '/calendar/today', screen: runSheetScreen, view: RunSheetScreen });
