import type { Metadata } from 'next';
import { TemplateScreen } from '@/components/messaging/template-screen';
import { templateScreen } from '@/lib/messaging/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Message template' };

export default page({
  path: '/settings/whatsapp/templates/[templateId]',
  screen: templateScreen,
  view: TemplateScreen,
});
