import { enquiriesScreen } from '@/lib/enquiries/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(enquiriesScreen);
