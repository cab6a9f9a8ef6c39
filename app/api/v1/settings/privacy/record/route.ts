import { dataRoute } from '@/lib/platform/data-route';
import { recordScreen } from '@/lib/privacy/screens';

export const GET = dataRoute(recordScreen);
