import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { TemplateForm } from '@/components/messaging/template-form';
import { languageWords } from '@/components/messaging/template-state';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import { readTemplate } from '@/lib/messaging/templates/queries';
import { mayChangeInPlace } from '@/lib/messaging/templates/template-versions';
import { namedBody, placesOf, samplesOf } from '@/lib/messaging/templates/template-wording';

export const metadata: Metadata = { title: 'Edit wording' };

export default async function EditTemplatePage({ params }: { params: Promise<{ templateId: string }> }) {
  const { actor } = await gatePage('settings.write');
  const { templateId } = await params;
  const found = z.uuid().safeParse(templateId).success ? await readTemplate(actor, templateId) : undefined;
  if (!found) notFound();
  const { id, version, purpose, language, samples, buttons, ...template } = found.template;
  const name = `${kindWords[purpose]}, ${languageWords[language]}`;
  return (
    <>
      <PageHead
        back={{ href: `/settings/whatsapp/templates/${id}`, label: name }}
        title={mayChangeInPlace(template) ? 'Edit wording' : 'Write a new version'}
        meta={[
          mayChangeInPlace(template) ? null : 'The wording in use stays until WhatsApp approves this one',
        ]}
      />
      <TemplateForm
        template={{
          id,
          version,
          buttons,
          body: namedBody(template),
          samples: samplesOf(purpose, samples),
          places: placesOf(purpose),
        }}
      />
    </>
  );
}
