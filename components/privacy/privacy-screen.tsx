'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { reasonWords } from '@/lib/privacy/erasing/rules';
import type { privacyScreen } from '@/lib/privacy/screens';
import { KeepingForm } from './keeping-form';
import { PurposeList } from './purpose-list';

/** What people are asked, for how long things are kept, and who was anonymised. */
export function PrivacyScreen({ sent }: { sent: Sent<DataOf<typeof privacyScreen>> }) {
  const { data, place } = useScreen(sent);
  return (
    <>
      <PageHead
        title="Privacy"
        meta={['What you ask people, how long you keep their data, and who is gone']}
        menu={<ButtonLink href="/settings/privacy/record">Record of processing</ButtonLink>}
      />
      <div className="flex max-w-3xl flex-col gap-10">
        <PurposeList purposes={data.purposes} place={place} />
        <KeepingForm keeping={data.keeping} confirmed={data.confirmed} />
        <ErasedList erased={data.erased} place={place} />
      </div>
    </>
  );
}

/** Who was anonymised, when and at whose word: the receipts. */
function ErasedList({ erased, place }: { erased: DataOf<typeof privacyScreen>['erased']; place: Locality }) {
  return (
    <Section title="Anonymised customers">
      {erased.length === 0 ? (
        <p className="text-muted text-sm">
          Nobody yet. A customer is anonymised from their page, under Privacy.
        </p>
      ) : (
        <List label="Anonymised customers">
          {erased.map((one) => (
            <ListRow
              key={one.id}
              title={one.label}
              href={`/customers/${one.customerId}/privacy`}
              detail={`${reasonWords[one.why]} · by ${one.by ?? 'somebody who left'}`}
              state={
                one.state === 'done' ? <Pill tone="green">Done</Pill> : <Pill tone="amber">Under way</Pill>
              }
              end={formatDateTime(one.doneAt ?? one.askedAt, place)}
            />
          ))}
        </List>
      )}
    </Section>
  );
}
