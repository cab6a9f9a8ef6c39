'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import type { templateScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { ApprovalPill, languageWords } from './template-state';
import { TemplateView } from './template-view';

const here = '/settings/whatsapp/templates';

/** One wording, in use or waiting. */
export function TemplateScreen({ sent }: { sent: Sent<DataOf<typeof templateScreen>> }) {
  const {
    data: { template, other, edit },
    place,
  } = useScreen(sent);
  return (
    <>
      <PageHead
        back={{ href: '/settings/whatsapp', label: 'WhatsApp settings' }}
        title={`${kindWords[template.purpose]}, ${languageWords[template.language]}`}
        state={<ApprovalPill template={template} />}
        meta={[template.active ? 'In use' : 'New version, not in use yet']}
        primary={
          edit ? (
            <ButtonLink href={`${here}/${edit.id}/edit`} variant="primary">
              {edit.anew ? 'Write a new version' : 'Edit wording'}
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
