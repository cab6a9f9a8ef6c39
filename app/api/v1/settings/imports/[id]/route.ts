import { importScreen } from '@/lib/imports/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(importScreen);
