import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ApprovalPill, languageWords } from '@/components/messaging/template-state';
import { TemplateView } from '@/components/messaging/template-view';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { gatePage } from '@/lib/auth/actor';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import { readTemplate } from '@/lib/messaging/templates/queries';
import { mayChangeInPlace } from '@/lib/messaging/templates/template-versions';

export const metadata: Metadata = { title: 'Message template' };

export default async function TemplatePage({ params }: { params: Promise<{ templateId: string }> }) {
  const { actor, identity } = await gatePage('settings.read');
  const { templateId } = await params;
  const found = z.uuid().safeParse(templateId).success ? await readTemplate(actor, templateId) : undefined;
  if (!found) notFound();
  const { template, other } = found;
  const here = '/settings/whatsapp/templates';
  // In review, a wording stands as it was submitted; beside one in use only one new version can be written.
  const editable = mayChangeInPlace(template) || (template.active && (!other || mayChangeInPlace(other)));
  const edited = template.active && other ? other.id : template.id;
  return (
    <>
      <PageHead
        back={{ href: '/settings/whatsapp', label: 'WhatsApp settings' }}
        title={`${kindWords[template.purpose]}, ${languageWords[template.language]}`}
        state={<ApprovalPill template={template} />}
        meta={[template.active ? 'In use' : 'New version, not in use yet']}
        primary={
          editable ? (
            <ButtonLink href={`${here}/${edited}/edit`} variant="primary">
              {mayChangeInPlace(template) || other ? 'Edit wording' : 'Write a new version'}
            </ButtonLink>
          ) : null
        }
      />
      <div className="flex flex-col gap-6">
        {other ? (
          <Notice
            title={template.active ? 'A new version is on its way' : 'Customers still get the wording in use'}
          >
            {template.active
              ? 'This wording stays in use until WhatsApp approves it. '
              : 'Until WhatsApp approves this one. '}
            <TextLink href={`${here}/${other.id}`}>
              {template.active ? 'See the new version' : 'See the wording in use'}
            </TextLink>
          </Notice>
        ) : null}
        <TemplateView
          template={template}
          backHref={other ? `${here}/${other.id}` : '/settings/whatsapp'}
          place={identity}
        />
      </div>
    </>
  );
}
