'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import type { templateScreen } from '@/lib/messaging/screens';
import { mayChangeInPlace } from '@/lib/messaging/templates/template-versions';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { ApprovalPill, languageWords } from './template-state';
import { TemplateView } from './template-view';

const here = '/settings/whatsapp/templates';

/** One wording, in use or waiting. */
export function TemplateScreen({ sent }: { sent: Sent<DataOf<typeof templateScreen>> }) {
  const {
    data: { template, other },
    place,
  } = useScreen(sent);
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
          place={place}
        />
      </div>
    </>
  );
}
