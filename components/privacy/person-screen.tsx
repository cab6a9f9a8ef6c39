'use client';

import { ConfirmFirst } from '@/components/form/confirm-first';
import { useScreen } from '@/components/screen/use-screen';
import { DialogButton } from '@/components/ui/dialog';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice, Section } from '@/components/ui/section';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import type { personScreen } from '@/lib/privacy/screens';
import { EraseDialog, eraseDialog } from './erase-dialog';
import { HoldSection } from './hold-section';
import { PersonPurposes } from './person-purposes';
import { Receipt } from './receipt';
import { WhatGoes } from './what-goes';

/** What is kept of one customer: to take along, to look at, and to do away with. */
export function PersonScreen({ sent }: { sent: Sent<DataOf<typeof personScreen>> }) {
  const { data, place } = useScreen(sent);
  const { person, receipt, confirmed, blockers } = data;
  const path = `/customers/${person.id}/privacy`;
  return (
    <>
      <PageHead
        back={{ href: `/customers/${person.id}`, label: person.name }}
        title="Privacy"
        meta={[person.name]}
      />
      <div className="flex max-w-3xl flex-col gap-10">
        {receipt?.state === 'asked' && blockers.length > 0 ? (
          <InTheWay title="It waits" blockers={blockers} />
        ) : null}
        {receipt ? <Receipt receipt={receipt} place={place} /> : null}
        {confirmed || receipt ? null : <ConfirmFirst path={path} what="take their data along or away" />}
        {receipt ? null : (
          <>
            <Section
              title="All that you keep of them"
              note="For a person who asks to see it: one file to read, one for machines. The audit trail says that you took it."
            >
              {confirmed ? (
                <div className="flex flex-wrap gap-2">
                  <ButtonLink href={`/api/v1/customers/${person.id}/data?file=html`} target="_self">
                    Download to read
                  </ButtonLink>
                  <ButtonLink href={`/api/v1/customers/${person.id}/data?file=json`} target="_self">
                    Download for machines
                  </ButtonLink>
                </div>
              ) : null}
            </Section>
            <PersonPurposes customerId={person.id} purposes={data.purposes} place={place} />
            <HoldSection person={person} confirmed={confirmed} />
            <Section title="Anonymise" note="For a person who asks to be forgotten. It can’t be taken back.">
              {blockers.length > 0 ? <InTheWay title="Not now" blockers={blockers} /> : null}
              <WhatGoes reached={data.reached} />
              {blockers.length === 0 && confirmed ? (
                <>
                  <div>
                    <DialogButton opens={eraseDialog} variant="danger">
                      Anonymise this customer
                    </DialogButton>
                  </div>
                  <EraseDialog person={person} />
                </>
              ) : null}
            </Section>
          </>
        )}
      </div>
    </>
  );
}

function InTheWay({ title, blockers }: { title: string; blockers: readonly string[] }) {
  return (
    <Notice tone="attention" title={title}>
      <ul className="list-disc ps-5">
        {blockers.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
