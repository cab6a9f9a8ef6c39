import { auditEventScreen } from '@/lib/audit/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(auditEventScreen);
