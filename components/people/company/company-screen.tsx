'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { DescriptionList } from '@/components/ui/description-list';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { sendTestMail } from '@/lib/people/company/actions';
import type { Sent } from '@/lib/platform/sent';
import { AccessForm } from './access-form';
import type { CompanyData } from './company-data';
import { HabitsForm } from './habits-form';
import { PlaceForm } from './place-form';
import { ProfileForm } from './profile-form';

/** Who the company is, where and how it works, and how its people sign in. */
export function CompanyScreen({ sent }: { sent: Sent<CompanyData> }) {
  const { data, place } = useScreen(sent);
  const { company, options, confirmed, mail } = data;
  return (
    <>
      <PageHead title="Company" meta={['Who you are, where you work, and what runs by itself']} />
      <div className="flex max-w-2xl flex-col gap-10">
        <ProfileForm company={company} />
        <MailSection mail={mail} />
        <PlaceForm company={company} options={options} />
        <HabitsForm company={company} place={place} />
        <AccessForm company={company} confirmed={confirmed} />
      </div>
    </>
  );
}

/** Where the company's mails come from, and whether they arrive. */
function MailSection({ mail }: { mail: CompanyData['mail'] }) {
  const [pending, start] = useTransition();
  const send = () =>
    start(async () => {
      const result = await attempt((key) => sendTestMail({}, key));
      if (!result.ok) return notify({ message: 'Not sent', detail: result.message, tone: 'error' });
      notify({
        message: `Sent to ${result.data.to}`,
        detail: `From ${result.data.from}. Look whether it arrives.`,
      });
    });
  return (
    <Section
      title="Mail"
      note="Quotes and papers by mail, invitations, and what people are told of go out this way."
      actions={
        mail.from ? (
          <Button size="small" pending={pending} onClick={send}>
            Send me a test mail
          </Button>
        ) : null
      }
    >
      <DescriptionList
        facts={[
          { term: 'From', value: mail.from ?? 'Nobody: no mail goes out' },
          {
            term: 'Set by',
            value: mail.byInstallation ? 'Whoever runs the installation' : 'The e-mail address above',
          },
        ]}
      />
      {mail.from ? null : (
        <p className="text-attention-ink text-sm">
          {mail.hasServer
            ? 'Enter the company’s e-mail address above, and mails are sent from it.'
            : 'No mail server is set up. Ask whoever runs the installation.'}
        </p>
      )}
    </Section>
  );
}
