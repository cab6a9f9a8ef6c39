import type { Metadata } from 'next';
import { DashboardScreen } from '@/components/dashboard/dashboard-screen';
import { dashboardScreen } from '@/lib/dashboard/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Today' };

export default page({ path: '/dashboard', screen: dashboardScreen, view: DashboardScreen });
