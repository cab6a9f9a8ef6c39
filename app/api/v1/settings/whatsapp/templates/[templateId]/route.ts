import { templateScreen } from '@/lib/messaging/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(templateScreen);
