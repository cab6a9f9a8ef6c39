import { DescriptionList } from '@/components/ui/description-list';
import { ButtonLink } from '@/components/ui/link';
import { Notice, Section } from '@/components/ui/section';
import { formatDateTime } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';
import type { DataOf } from '@/lib/platform/screen';
import { reasonWords } from '@/lib/privacy/erasing/rules';
import type { personScreen } from '@/lib/privacy/screens';

type Props = { receipt: NonNullable<DataOf<typeof personScreen>['receipt']>; place: Locality };

/** That somebody was anonymised, by whom, why, and what became of how many rows: proof without a word of theirs. */
export function Receipt({ receipt, place }: Props) {
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
