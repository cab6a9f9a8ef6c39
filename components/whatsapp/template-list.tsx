import { Badge, Pill, type Tone } from '@/components/ui/pill';
import type { approvalStates } from '@/db/enums';
import { purposeWords } from '@/lib/whatsapp/message-words';
import type { ListedTemplate } from '@/lib/whatsapp/template-queries';
import { numberVariables, renderBody } from '@/lib/whatsapp/template-text';
import { TemplateActions } from './template-actions';

const approvalLooks: Record<(typeof approvalStates)[number], [Tone, string]> = {
  unsubmitted: ['slate', 'Not submitted'],
  received: ['sky', 'Received'],
  pending: ['sky', 'In review'],
  approved: ['green', 'Approved'],
  rejected: ['rose', 'Rejected'],
  paused: ['amber', 'Paused'],
  disabled: ['rose', 'Disabled'],
};
const languageWords = { en: 'English', fr: 'French', tw: 'Twi' } as const;

/** The registry: each purpose with its languages, what WhatsApp thinks of it, and how it reads. */
export function TemplateList({ templates }: { templates: readonly ListedTemplate[] }) {
  const purposes = [...new Set(templates.map((one) => one.purpose))];
  return (
    <div className="flex flex-col gap-8">
      {purposes.map((purpose) => (
        <section key={purpose} aria-label={purposeWords[purpose]} className="flex flex-col gap-3">
          <h3 className="font-semibold text-base">{purposeWords[purpose]}</h3>
          <ul className="flex flex-col divide-y border-y">
            {templates
              .filter((one) => one.purpose === purpose)
              .map((template) => (
                <TemplateRow key={template.id} template={template} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function TemplateRow({ template }: { template: ListedTemplate }) {
  const [tone, word] = approvalLooks[template.approval];
  const { grantedCategory, category, rejectionReason } = template;
  const drifted = grantedCategory !== null && grantedCategory !== category;
  return (
    <li className="flex flex-col gap-3 py-4 sm:flex-row sm:items-start">
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <span className="font-medium text-sm">{languageWords[template.language]}</span>
          <Pill tone={tone}>{word}</Pill>
          <Badge tone={drifted ? 'amber' : 'neutral'}>
            {drifted ? `${category}, filed as ${grantedCategory}` : category}
          </Badge>
        </div>
        <Preview template={template} />
        {rejectionReason ? <p className="text-danger-ink text-sm">{`WhatsApp: ${rejectionReason}`}</p> : null}
      </div>
      <TemplateActions
        id={template.id}
        title={`${purposeWords[template.purpose]}, ${languageWords[template.language]}`}
        submittable={template.approval === 'unsubmitted' || template.approval === 'rejected'}
        testable={template.contentSid !== null}
      />
    </li>
  );
}

/** How it reads with its samples. */
function Preview({ template }: { template: ListedTemplate }) {
  const body = renderBody(template.body, numberVariables(template.variables, template.samples));
  return (
    <div className="max-w-xl rounded-md bg-sunken px-3 py-2">
      <p dir="auto" className="whitespace-pre-wrap break-words text-sm">
        {body}
      </p>
      {template.buttons.length > 0 ? (
        <ul aria-label="Buttons" className="mt-2 flex flex-wrap gap-1.5">
          {template.buttons.map((button) => (
            <li key={button.id} className="rounded-full border bg-surface px-2 py-0.5 text-xs">
              {button.title}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
