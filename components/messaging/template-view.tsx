import { DateTime } from '@/components/ui/date-time';
import { DescriptionList } from '@/components/ui/description-list';
import { Section } from '@/components/ui/section';
import type { ListedTemplate } from '@/lib/messaging/templates/queries';
import { GiveUpVersion } from './give-up-version';
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
