import { PlainLink } from '@/components/ui/link';
import { List } from '@/components/ui/list-row';
import { Badge } from '@/components/ui/pill';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import type { ListedTemplate } from '@/lib/messaging/templates/queries';
import { ApprovalPill, languageWords, needsLook } from './template-state';

/** The registry: each purpose with its languages and what WhatsApp thinks of each. */
export function TemplateList({ templates }: { templates: readonly ListedTemplate[] }) {
  const purposes = [...new Set(templates.map((one) => one.purpose))];
  return (
    <List label="Message templates">
      {purposes.map((purpose) => {
        const own = templates.filter((one) => one.purpose === purpose);
        return (
          <li key={purpose} className="grid gap-x-6 gap-y-1 py-2 text-sm sm:grid-cols-[14rem_1fr]">
            <h3 className="flex min-h-row items-center self-start font-medium">{kindWords[purpose]}</h3>
            <ul aria-label={kindWords[purpose]} className="grid gap-2 lg:grid-cols-3">
              {own
                .filter(({ active }) => active)
                .map((template) => (
                  <Wording
                    key={template.id}
                    template={template}
                    next={own.find(({ active, language }) => !active && language === template.language)}
                  />
                ))}
            </ul>
          </li>
        );
      })}
    </List>
  );
}

function Wording({ template, next }: { template: ListedTemplate; next: ListedTemplate | undefined }) {
  const looked = needsLook(template) || (next !== undefined && needsLook(next));
  return (
    <li className="relative flex min-h-row flex-wrap items-center gap-x-2.5 gap-y-1 rounded-md py-1 hover:bg-hover">
      <PlainLink
        href={`/settings/whatsapp/templates/${template.id}`}
        className="rounded-md underline decoration-line underline-offset-3 after:absolute after:inset-0"
      >
        {languageWords[template.language]}
        <span className="sr-only">{` ${kindWords[template.purpose]}`}</span>
      </PlainLink>
      <ApprovalPill template={template} />
      {next ? <Badge tone="sky">New version</Badge> : null}
      {looked ? <Badge tone="amber">Look at it</Badge> : null}
    </li>
  );
}
