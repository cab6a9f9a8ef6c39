import { dataRoute } from '@/lib/platform/data-route';
import { ratesScreen } from '@/lib/pricing/rates/screens';

export const GET = dataRoute(ratesScreen);
