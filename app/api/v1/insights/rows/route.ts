import { insightRowsScreen } from '@/lib/dashboard/insights/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(insightRowsScreen);
