import { paymentTermsScreen } from '@/lib/bookings/schedule/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(paymentTermsScreen);
