import { dataRoute } from '@/lib/platform/data-route';
import { ownPrivacyScreen } from '@/lib/privacy/screens';

export const GET = dataRoute(ownPrivacyScreen);
