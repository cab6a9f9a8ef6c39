import { letterheadScreen } from '@/lib/paper/letterhead/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(letterheadScreen);
