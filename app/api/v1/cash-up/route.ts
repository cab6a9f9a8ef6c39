import { cashUpScreen } from '@/lib/bookings/money/cash-up/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(cashUpScreen);
