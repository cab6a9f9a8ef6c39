import { dataRoute } from '@/lib/platform/data-route';
import { privacyScreen } from '@/lib/privacy/screens';

export const GET = dataRoute(privacyScreen);
