import { monitoringScreen } from '@/lib/monitoring/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(monitoringScreen);
