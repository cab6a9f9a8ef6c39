import type { Metadata } from 'next';
import { InboxScreen } from '@/components/messaging/inbox-screen';
import { conversationsScreen } from '@/lib/messaging/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Messages' };

export default page({ path: '/messages', screen: conversationsScreen, view: InboxScreen });
