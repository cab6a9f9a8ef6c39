'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import type { templateFormScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { TemplateForm } from './template-form';
import { languageWords } from './template-state';

/** Changes a wording, or begins its next version. */
export function EditTemplateScreen({ sent }: { sent: Sent<DataOf<typeof templateFormScreen>> }) {
  const { purpose, language, inPlace, form } = useSent(sent).data;
  return (
    <>
      <PageHead
        back={{
          href: `/settings/whatsapp/templates/${form.id}`,
          label: `${kindWords[purpose]}, ${languageWords[language]}`,
        }}
        title={inPlace ? 'Edit wording' : 'Write a new version'}
        meta={[inPlace ? null : 'The wording in use stays until WhatsApp approves this one']}
      />
      <TemplateForm template={form} />
    </>
  );
}
