import { portalAccountScreen } from '@/lib/people/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(portalAccountScreen);
