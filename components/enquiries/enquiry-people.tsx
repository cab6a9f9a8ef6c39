'use client';

import { useTransition } from 'react';
import { attempt } from '@/components/form/send-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { notify } from '@/components/ui/toast';
import { assignEnquiry, linkCustomer } from '@/lib/enquiries/actions';
import { stageWords } from '@/lib/enquiries/rules';
import type { enquiryScreen } from '@/lib/enquiries/screens';
import { formatPhone } from '@/lib/platform/format/phones';
import type { DataOf } from '@/lib/platform/screen';
import type { Place } from '@/lib/platform/sent';

type Props = { detail: DataOf<typeof enquiryScreen>; now: Date; place: Place };

/** Whose it is in the office, who it may be, where they are written with, and what else they asked. */
export function EnquiryPeople({ detail, now, place }: Props) {
  const { enquiry, likely, others, people, conversationId } = detail;
  const [pending, startTransition] = useTransition();
  const run = (done: string, send: Parameters<typeof attempt<undefined>>[0]) =>
    startTransition(async () => {
      const result = await attempt<undefined>(send);
      if (result.ok) notify({ message: done });
      else notify({ message: 'Not possible now', detail: result.message, tone: 'error' });
    });
  return (
    <>
      <Section title="Whose it is">
        <Field label="Looked after by" name="ownerId">
          <Select
            value={enquiry.ownerId ?? ''}
            disabled={pending}
            onChange={(event) => {
              const ownerId = event.target.value;
              run('Handed over', (key) => assignEnquiry({ id: enquiry.id, ownerId }, key));
            }}
            options={[
              { value: '', label: 'Nobody yet' },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Field>
        {enquiry.customerId ? (
          <ButtonLink href={`/customers/${enquiry.customerId}`}>Open customer</ButtonLink>
        ) : null}
        {conversationId ? (
          <ButtonLink href={`/messages/${conversationId}`}>Open conversation</ButtonLink>
        ) : null}
      </Section>
      {likely.length > 0 && !enquiry.spamAt ? (
        <Section
          title="Possibly a customer of ours"
          note="The same number or address was typed. Anybody can type it: ask before you say that it is them."
        >
          <ul className="divide-y border-y text-sm">
            {likely.map((person) => (
              <li key={person.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
                <span className="min-w-0">
                  <TextLink href={`/customers/${person.id}`}>{person.name}</TextLink>
                  <span className="block text-muted">
                    {[
                      person.byPhone && person.phone && formatPhone(person.phone),
                      person.byEmail && person.email,
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                </span>
                <Button
                  size="small"
                  pending={pending}
                  onClick={() =>
                    run('It is theirs now', (key) =>
                      linkCustomer({ id: enquiry.id, customerId: person.id }, key),
                    )
                  }
                >
                  It’s them
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title="They also asked">
          <ul className="flex flex-col gap-2 text-sm">
            {others.map((other) => (
              <li key={other.id} className="flex flex-wrap justify-between gap-2">
                <TextLink href={`/enquiries/${other.id}`}>{stageWords[other.stage]}</TextLink>
                <span className="text-muted">
                  <RelativeTime at={other.receivedAt} now={now} {...place} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
