import { extrasScreen } from '@/lib/bookings/extras/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(extrasScreen);
