import { companyScreen } from '@/lib/people/company/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(companyScreen);
