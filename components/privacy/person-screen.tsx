'use client';

import { ConfirmFirst } from '@/components/form/confirm-first';
import { useScreen } from '@/components/screen/use-screen';
import { DescriptionList } from '@/components/ui/description-list';
import { DialogButton } from '@/components/ui/dialog';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice, Section } from '@/components/ui/section';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { reasonWords, whatStays } from '@/lib/privacy/erasing/rules';
import type { personScreen } from '@/lib/privacy/screens';
import { EraseDialog, eraseDialog } from './erase-dialog';
import { HoldSection } from './hold-section';
import { PersonPurposes } from './person-purposes';

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

type Props = { receipt: NonNullable<DataOf<typeof personScreen>['receipt']>; place: Locality };

/** That somebody was anonymised, by whom, why, and what became of how many rows: proof without a word of theirs. */
function Receipt({ receipt, place }: Props) {
  const { label, why, by, askedAt, doneAt, state, rows, id, customerId } = receipt;
  return (
    <Section
      title="Receipt"
      actions={
        state === 'done' ? (
          <ButtonLink href={`/api/v1/customers/${customerId}/erasure.pdf`} target="_self" size="small">
            Receipt as PDF
          </ButtonLink>
        ) : null
      }
    >
      {state === 'done' ? null : (
        <Notice tone="attention" title="Under way">
          Their data is being removed. This page shows it when it is done.
        </Notice>
      )}
      <DescriptionList
        facts={[
          { term: 'Stands as', value: label },
          { term: 'Why', value: reasonWords[why] },
          { term: 'Asked for by', value: by ?? 'Somebody who left' },
          { term: 'Asked for', value: formatDateTime(askedAt, place) },
          { term: 'Done', value: doneAt ? formatDateTime(doneAt, place) : null },
          { term: 'Number', value: id },
        ]}
      />
      {rows.length > 0 ? (
        <ul aria-label="Rows emptied or removed" className="grid gap-x-10 gap-y-1 text-sm sm:grid-cols-2">
          {rows.map(({ table, label: kept, n }) => (
            <li key={table} className="flex justify-between gap-4">
              <span className="min-w-0">{kept}</span>
              <span className="tabular-nums text-muted">{n}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

type Reached = { table: string; label: string; n: number };

/** What anonymising would empty, with how many rows, and what it leaves and why. */
function WhatGoes({ reached }: { reached: readonly Reached[] }) {
  return (
    <div className="grid gap-6 text-sm sm:grid-cols-2">
      <div>
        <h3 className="font-medium">Emptied or removed</h3>
        {reached.length === 0 ? (
          <p className="mt-2 text-muted">Nothing but their name.</p>
        ) : (
          <ul className="mt-2 flex flex-col gap-1">
            {reached.map(({ table, label, n }) => (
              <li key={table} className="flex justify-between gap-4">
                <span className="min-w-0">{label}</span>
                <span className="tabular-nums text-muted">{n}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="mt-2 text-muted">
          And their values in the audit trail, files of lists made in the last 7 days, searches, links and
          their login.
        </p>
      </div>
      <div>
        <h3 className="font-medium">Stays, and why</h3>
        <dl className="mt-2 flex flex-col gap-2">
          {whatStays.map(({ what, why }) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd className="text-muted">{why}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-2 text-muted">
          Backups made before hold their data until they are thrown away. When one is restored, this is done
          again.
        </p>
      </div>
    </div>
  );
}
