import { dashboardScreen } from '@/lib/dashboard/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(dashboardScreen);
