import { paymentSettingsScreen } from '@/lib/bookings/money/online/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(paymentSettingsScreen);
