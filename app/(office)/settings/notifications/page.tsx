import type { Metadata } from 'next';
import { AlertRoutesScreen } from '@/components/notifications/alert-routes-screen';
import { alertRoutesScreen } from '@/lib/notifications/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Notification settings' };

export default page({ path: '/settings/notifications', screen: alertRoutesScreen, view: AlertRoutesScreen });
