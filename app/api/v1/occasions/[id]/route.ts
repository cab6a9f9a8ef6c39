import { occasionScreen } from '@/lib/bookings/occasions/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(occasionScreen);
