import { conflictsScreen } from '@/lib/bookings/series/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(conflictsScreen);
