import type { Metadata } from 'next';
import { InsightsScreen } from '@/components/dashboard/insights/insights-screen';
import { insightsScreen } from '@/lib/dashboard/insights/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Insights' };

export default page({ path: '/insights', screen: insightsScreen, view: InsightsScreen });
