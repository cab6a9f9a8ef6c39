import { dataRoute } from '@/lib/platform/data-route';
import { reportsScreen } from '@/lib/reports/screens';

export const GET = dataRoute(reportsScreen);
