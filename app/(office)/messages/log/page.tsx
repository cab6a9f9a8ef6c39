import type { Metadata } from 'next';
import { LogScreen } from '@/components/messaging/log-screen';
import { messageLogScreen } from '@/lib/messaging/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Delivery log' };

export default page({ path: '/messages/log', screen: messageLogScreen, view: LogScreen });
