import { customerScreen } from '@/lib/customers/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(customerScreen);
