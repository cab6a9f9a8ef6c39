'use client';

import { useTransition } from 'react';
import { ConfirmFirst } from '@/components/form/confirm-first';
import { attempt } from '@/components/form/send-form';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { PlainLink } from '@/components/ui/link';
import { List } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { Badge } from '@/components/ui/pill';
import { Card, Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { addTemplates } from '@/lib/messaging/actions';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import type { whatsAppSettingsScreen } from '@/lib/messaging/screens';
import type { ListedTemplate } from '@/lib/messaging/templates/queries';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { SenderCard } from './sender-card';
import { SenderForm } from './sender-form';
import { ApprovalPill, languageWords, needsLook } from './template-state';

/** Senders, their connection, and the registry of wordings. */
export function WhatsAppSettingsScreen({ sent }: { sent: Sent<DataOf<typeof whatsAppSettingsScreen>> }) {
  const {
    data: { senders, templates, confirmed },
    place: { timeZone, locale },
  } = useScreen(sent);
  return (
    <>
      <PageHead title="WhatsApp" meta={['Sender, connection and message templates']} />
      <div className="flex flex-col gap-10">
        {senders.map((sender) => (
          <SenderCard
            key={sender.id}
            sender={sender}
            confirmed={confirmed}
            timeZone={timeZone}
            locale={locale}
          />
        ))}
        {senders.length === 0 ? (
          <Section title="Add the WhatsApp sender" note="Without one no message leaves the house.">
            <Card>
              {confirmed ? <SenderForm /> : <ConfirmFirst path="/settings/whatsapp" what="add the sender" />}
            </Card>
          </Section>
        ) : null}
        <Section
          title="Message templates"
          note="Outside of the 24 hours after a customer’s message WhatsApp takes approved templates only."
          actions={<AddTemplates />}
        >
          {templates.length > 0 ? (
            <TemplateList templates={templates} />
          ) : (
            <EmptyState title="No templates yet">
              Add the default ones, then wait for WhatsApp’s approval.
            </EmptyState>
          )}
        </Section>
      </div>
    </>
  );
}

/** Adds the default wordings that are missing and gives all new ones to WhatsApp. */
function AddTemplates() {
  const [pending, start] = useTransition();
  const add = () =>
    start(async () => {
      const result = await attempt((key) => addTemplates({}, key));
      notify(
        result.ok
          ? { message: `${result.data.submitted} templates given to WhatsApp`, tone: 'success' }
          : { message: 'Templates were not submitted', detail: result.message, tone: 'error' },
      );
    });
  return (
    <Button onClick={add} pending={pending}>
      Add default templates
    </Button>
  );
}

/** The registry: each purpose with its languages and what WhatsApp thinks of each. */
function TemplateList({ templates }: { templates: readonly ListedTemplate[] }) {
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
