import { casesScreen } from '@/lib/cases/screens';
import { dataRoute } from '@/lib/platform/data-route';

export const GET = dataRoute(casesScreen);
