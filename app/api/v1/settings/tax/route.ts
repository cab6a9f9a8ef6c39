import { dataRoute } from '@/lib/platform/data-route';
import { taxScreen } from '@/lib/pricing/tax/screens';

export const GET = dataRoute(taxScreen);
