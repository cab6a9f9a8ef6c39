import { ledgerScreen } from '@/lib/bookings/money/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(ledgerScreen);
