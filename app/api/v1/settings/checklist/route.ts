import { checklistScreen } from '@/lib/bookings/tasks/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(checklistScreen);
