import type { Metadata } from 'next';
import { InsightRowsScreen } from '@/components/dashboard/insights/insight-rows-screen';
import { insightRowsScreen } from '@/lib/dashboard/insights/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Rows of a figure' };

export default page({ path: '/insights/rows', screen: insightRowsScreen, view: InsightRowsScreen });
