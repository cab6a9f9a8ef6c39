import { dataRoute } from '@/lib/platform/data-route';
import { reportSubjectsScreen } from '@/lib/reports/subjects/screens';

export const GET = dataRoute(reportSubjectsScreen);
