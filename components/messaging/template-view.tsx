'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { attempt } from '@/components/form/send-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DateTime } from '@/components/ui/date-time';
import { DescriptionList } from '@/components/ui/description-list';
import { DialogButton } from '@/components/ui/dialog';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { giveUpWording } from '@/lib/messaging/actions';
import type { ListedTemplate } from '@/lib/messaging/templates/queries';
import { TemplateActions } from './template-actions';
import { TemplatePreview } from './template-preview';
import { CategoryBadge, TemplateNotices } from './template-state';

type Props = {
  template: ListedTemplate;
  /** Where to go when this version is given up. */
  backHref: string;
  place: { timeZone: string; locale: string };
};

/** One wording: what is wrong with it, how it reads, what WhatsApp knows of it, and what can be done. */
export function TemplateView({ template, backHref, place: { timeZone, locale } }: Props) {
  const { id, approval, contentSid, checkedAt, variables, samples } = template;
  return (
    <div className="flex flex-col gap-8">
      <TemplateNotices template={template} />
      <Section
        title="How it reads"
        actions={
          <>
            {template.active ? null : <GiveUpVersion templateId={id} backHref={backHref} />}
            <TemplateActions
              id={id}
              title={template.name}
              submittable={approval === 'unsubmitted' || approval === 'rejected'}
              testable={contentSid !== null}
            />
          </>
        }
      >
        <TemplatePreview template={template} />
      </Section>
      <DescriptionList
        facts={[
          { term: 'Category', value: <CategoryBadge template={template} /> },
          {
            term: 'Filled for each customer',
            value: variables.map((name) => `${name} (${samples[name] ?? ''})`).join(', ') || 'Nothing',
          },
          { term: 'Twilio’s id', value: contentSid ?? 'None yet' },
          {
            term: 'WhatsApp was asked',
            value: checkedAt ? <DateTime at={checkedAt} timeZone={timeZone} locale={locale} /> : 'Not yet',
          },
        ]}
      />
    </div>
  );
}

/** Gives up a version that waits beside the wording in use. */
function GiveUpVersion({ templateId, backHref }: { templateId: string; backHref: string }) {
  const router = useRouter();
  const dialog = `give-up-${templateId}`;
  return (
    <>
      <DialogButton opens={dialog} size="small">
        Give up this version
      </DialogButton>
      <ConfirmDialog
        id={dialog}
        title="Give up the new version?"
        consequence="Customers keep getting the wording in use. The new one can’t be brought back."
        confirm="Give up the version"
        cancel="Keep it"
        danger
        action={async () => {
          const result = await attempt((key) => giveUpWording({ templateId }, key));
          if (!result.ok)
            return notify({ message: 'The version stays', detail: result.message, tone: 'error' });
          notify({ message: 'New version given up', tone: 'success' });
          router.push(backHref as Route);
        }}
      />
    </>
  );
}
