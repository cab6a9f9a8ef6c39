import type { Metadata } from 'next';
import { MonitoringScreen } from '@/components/monitoring/monitoring-screen';
import { monitoringScreen } from '@/lib/monitoring/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Monitoring' };

export default page({ path: '/settings/monitoring', screen: monitoringScreen, view: MonitoringScreen });
