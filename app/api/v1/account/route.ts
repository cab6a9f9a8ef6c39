import { officeAccountScreen } from '@/lib/people/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(officeAccountScreen);
