import { runSheetScreen } from '@/lib/bookings/calendar/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(runSheetScreen);
