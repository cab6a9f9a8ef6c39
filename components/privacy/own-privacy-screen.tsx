'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { showAgain } from '@/components/screen/show-again';
import { useScreen } from '@/components/screen/use-screen';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { notify } from '@/components/ui/toast';
import { sayPurpose } from '@/lib/messaging/actions';
import { formatDate } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import type { ToldPurpose } from '@/lib/privacy/purposes-rules';
import type { ownPrivacyScreen } from '@/lib/privacy/screens';

/** What a client agreed to, to change at any time, and their own data to take along. */
export function OwnPrivacyScreen({ sent }: { sent: Sent<DataOf<typeof ownPrivacyScreen>> }) {
  const { data, place } = useScreen(sent);
  return (
    <>
      <PageHead back={{ href: '/my/account', label: 'My account' }} title="My data" />
      <div className="flex max-w-xl flex-col gap-10">
        <Section title="What you agree to" note="You can change each at any time.">
          <ul className="flex flex-col gap-6">
            {data.purposes.map((purpose) => (
              <PurposeChoice key={purpose.purpose} told={purpose} place={place} />
            ))}
          </ul>
        </Section>
        <Section
          title="Take your data along"
          note="Everything that is kept about you: your events, messages, papers and answers."
        >
          <div className="flex flex-wrap gap-2">
            <ButtonLink href="/api/v1/my/data?file=html" target="_self">
              Download to read
            </ButtonLink>
            <ButtonLink href="/api/v1/my/data?file=json" target="_self">
              Download for machines
            </ButtonLink>
          </div>
        </Section>
        <Section title="Be forgotten">
          <p className="text-sm">
            Write to us in a message or call us. We remove your name, numbers, addresses, messages and photos;
            bills stay in our books without your name.
          </p>
        </Section>
      </div>
    </>
  );
}

function PurposeChoice({ told, place }: { told: ToldPurpose; place: Locality }) {
  const [pending, start] = useTransition();
  const { purpose, label, now, said, may } = told;
  const change = () =>
    start(async () => {
      const state = may ? 'withdrawn' : 'granted';
      const result = await attempt((key) => sayPurpose({ purpose, state, seen: now.version }, key));
      if (!result.ok) return notify({ message: 'Not changed', detail: result.message, tone: 'error' });
      notify({ message: may ? 'You said no' : 'You agreed' });
      showAgain();
    });
  const [last] = said;
  return (
    <li className="flex flex-col gap-2">
      <h3 className="font-medium">{label}</h3>
      <p dir="auto" className="whitespace-pre-wrap break-words text-sm">
        {now.words}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button pending={pending} onClick={change} aria-label={`${may ? 'Say no to' : 'Agree to'}: ${label}`}>
          {may ? 'I say no' : 'I agree'}
        </Button>
        <p className="text-muted text-sm">
          {last
            ? `${last.state === 'granted' ? 'You agreed' : 'You said no'} on ${formatDate(last.createdAt, place)}.`
            : may
              ? 'You never said no.'
              : 'You haven’t agreed.'}
        </p>
      </div>
    </li>
  );
}
