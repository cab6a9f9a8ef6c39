import { categoriesScreen } from '@/lib/menu/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(categoriesScreen);
