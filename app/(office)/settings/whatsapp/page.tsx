import type { Metadata } from 'next';
import { WhatsAppSettingsScreen } from '@/components/messaging/whatsapp-settings-screen';
import { whatsAppSettingsScreen } from '@/lib/messaging/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'WhatsApp settings' };

export default page({
  path: '/settings/whatsapp',
  screen: whatsAppSettingsScreen,
  view: WhatsAppSettingsScreen,
});
