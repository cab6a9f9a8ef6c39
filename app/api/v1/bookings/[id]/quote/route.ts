import { dataRoute } from '@/lib/platform/data-route';
import { quoteScreen } from '@/lib/quotes/screens';

export const GET = dataRoute(quoteScreen);
