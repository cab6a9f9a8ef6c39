import { accountScreen } from '@/lib/bookings/money/statement/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(accountScreen);
