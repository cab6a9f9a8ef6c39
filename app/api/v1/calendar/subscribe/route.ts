import { feedScreen } from '@/lib/bookings/feed/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(feedScreen);
