import { packagesScreen } from '@/lib/menu/packages/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(packagesScreen);
