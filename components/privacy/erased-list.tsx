import { List, ListRow } from '@/components/ui/list-row';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import type { DataOf } from '@/lib/platform/screen';
import { reasonWords } from '@/lib/privacy/erasing/rules';
import type { privacyScreen } from '@/lib/privacy/screens';

/** Who was anonymised, when and at whose word: the receipts. */
export function ErasedList({
  erased,
  place,
}: {
  erased: DataOf<typeof privacyScreen>['erased'];
  place: Locality;
}) {
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
