import type { Metadata } from 'next';
import { ConversationScreen } from '@/components/messaging/conversation-screen';
import { conversationScreen } from '@/lib/messaging/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Conversation' };

export default page({
  path: '/messages/[conversationId]',
  screen: conversationScreen,
  view: ConversationScreen,
});
