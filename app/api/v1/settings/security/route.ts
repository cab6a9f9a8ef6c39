import { dataRoute } from '@/lib/platform/data-route';
import { securityScreen } from '@/lib/security/screens';

export const GET = dataRoute(securityScreen);
