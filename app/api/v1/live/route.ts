import { dataRoute } from '@/lib/platform/data-route';
import { liveScreen } from '@/lib/platform/live/screens';

export const GET = dataRoute(liveScreen);
