import { servicesScreen } from '@/lib/menu/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(servicesScreen);
