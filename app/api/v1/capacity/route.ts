import { capacityScreen } from '@/lib/bookings/capacity/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(capacityScreen);
