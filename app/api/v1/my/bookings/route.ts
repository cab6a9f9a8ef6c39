import { myBookingsScreen } from '@/lib/bookings/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(myBookingsScreen);
