'use client';

import { useTransition } from 'react';
import { ConfirmFirst } from '@/components/form/confirm-first';
import { attempt } from '@/components/form/send';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { PageHead } from '@/components/ui/page-head';
import { Card, Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { notify } from '@/components/ui/toast';
import { addTemplates } from '@/lib/messaging/actions';
import type { whatsAppSettingsScreen } from '@/lib/messaging/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { SenderCard } from './sender-card';
import { SenderForm } from './sender-form';
import { TemplateList } from './template-list';

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
