import type { Metadata } from 'next';
import { MessageScreen } from '@/components/messaging/message-screen';
import { messageScreen } from '@/lib/messaging/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Message' };

export default page({ path: '/messages/log/[messageId]', screen: messageScreen, view: MessageScreen });
