import { termsScreen } from '@/lib/bookings/terms/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(termsScreen);
