import { dataRoute } from '@/lib/platform/data-route';
import { oneQuoteScreen } from '@/lib/quotes/screens';

export const GET = dataRoute(oneQuoteScreen);
