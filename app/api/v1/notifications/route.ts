import { notificationsScreen } from '@/lib/notifications/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(notificationsScreen);
