import type { Metadata } from 'next';
import { Suspense } from 'react';
import { AddTemplates } from '@/components/messaging/add-templates';
import { SenderCard } from '@/components/messaging/sender-card';
import { SenderForm } from '@/components/messaging/sender-form';
import { TemplateList } from '@/components/messaging/template-list';
import { PageHead } from '@/components/ui/page-head';
import { Card, Section } from '@/components/ui/section';
import { FormSkeleton } from '@/components/ui/skeleton';
import { EmptyState } from '@/components/ui/states';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { listSenders } from '@/lib/messaging/list-senders';
import { listTemplates } from '@/lib/messaging/templates/queries';

export const metadata: Metadata = { title: 'WhatsApp settings' };

export default async function WhatsAppSettingsPage() {
  const gate = await gatePage('settings.read');
  return (
    <>
      <PageHead title="WhatsApp" meta={['Sender, connection and message templates']} />
      <Suspense fallback={<FormSkeleton fields={6} />}>
        <Settings gate={gate} />
      </Suspense>
    </>
  );
}

async function Settings({ gate }: { gate: Gate }) {
  const [senders, templates] = await Promise.all([listSenders(gate.actor), listTemplates(gate.actor)]);
  const { timeZone, locale } = gate.identity;
  return (
    <div className="flex flex-col gap-10">
      {senders.map((sender) => (
        <SenderCard key={sender.id} sender={sender} timeZone={timeZone} locale={locale} />
      ))}
      {senders.length === 0 ? (
        <Section title="Add the WhatsApp sender" note="Without one no message leaves the house.">
          <Card>
            <SenderForm />
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
  );
}
