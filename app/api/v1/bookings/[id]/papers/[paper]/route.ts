import { eventPaperScreen } from '@/lib/kitchen/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(eventPaperScreen);
