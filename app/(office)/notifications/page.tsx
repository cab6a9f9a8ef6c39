import type { Metadata } from 'next';
import { NotificationsScreen } from '@/components/notifications/notifications-screen';
import { notificationsScreen } from '@/lib/notifications/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Notifications' };

export default page({ path: '/notifications', screen: notificationsScreen, view: NotificationsScreen });
