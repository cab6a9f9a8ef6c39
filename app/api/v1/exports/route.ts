import { exportsScreen } from '@/lib/exports/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(exportsScreen);
