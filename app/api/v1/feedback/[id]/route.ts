import { oneFeedbackScreen } from '@/lib/feedback/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(oneFeedbackScreen);
