import type { Metadata } from 'next';
import { EditTemplateScreen } from '@/components/messaging/edit-template-screen';
import { templateFormScreen } from '@/lib/messaging/screens';
import { page } from '@/lib/platform/page';

export const metadata: Metadata = { title: 'Edit wording' };

export default page({
  path: '/settings/whatsapp/templates/[templateId]/edit',
  screen: templateFormScreen,
  view: EditTemplateScreen,
});
