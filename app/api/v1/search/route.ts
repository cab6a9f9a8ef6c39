import { dataRoute } from '@/lib/platform/data-route';
import { searchScreen } from '@/lib/search/screens';

export const GET = dataRoute(searchScreen);
