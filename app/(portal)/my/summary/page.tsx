import type { Metadata } from 'next';
import { MySummaryScreen } from '@/components/reports/my-summary-screen';
import { page } from '@/lib/platform/page';
import { mySummaryScreen } from '@/lib/reports/mine/screens';

export const metadata: Metadata = { title: 'My summary' };

export default page({ path: '/my/summary', screen: mySummaryScreen, view: MySummaryScreen });
