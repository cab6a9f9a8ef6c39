import { dataRoute } from '@/lib/platform/data-route';
import { occasionQuoteScreen } from '@/lib/quotes/screens';

export const GET = dataRoute(occasionQuoteScreen);
