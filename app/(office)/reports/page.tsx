import type { Metadata } from 'next';
import { ReportsScreen } from '@/components/reports/reports-screen';
import { page } from '@/lib/platform/page';
import { reportsScreen } from '@/lib/reports/screens';

export const metadata: Metadata = { title: 'Reports' };

export default page({ path: '/reports', screen: reportsScreen, view: ReportsScreen });
