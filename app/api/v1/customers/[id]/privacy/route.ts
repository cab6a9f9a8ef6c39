import { dataRoute } from '@/lib/platform/data-route';
import { personScreen } from '@/lib/privacy/screens';

export const GET = dataRoute(personScreen);
