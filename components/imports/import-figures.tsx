import { ButtonLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { importScreen } from '@/lib/imports/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import { kindWords } from './words';

type Data = DataOf<typeof importScreen>;

/** What the rows would do or did, by number. */
export function ImportFigures({ data, locale }: { data: Data; locale: string }) {
  const { status, counts, existing } = data;
  const { label, some } = kindWords[data.kind];
  if (['columns', 'checking', 'cancelled'].includes(status)) return null;
  const undone = status === 'undoing' || status === 'undone';
  const changes = data.kind === 'customers' ? `${label} it changes` : 'It changes';
  const figures: [string, number][] = undone
    ? [
        ['Taken back', counts.undone],
        ['Stay as they are', counts.kept],
      ]
    : [
        [status === 'done' ? 'Added' : `New ${some}`, counts.new],
        ...(data.kind === 'bookings'
          ? []
          : [[status === 'done' ? 'Changed' : changes, counts.update] as [string, number]]),
        [existing === 'keep' ? 'Here already' : 'Here already, the same', counts.same],
        [status === 'done' ? 'Left out' : 'Rows to mend', counts.wrong],
      ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      {figures.map(([label, n]) => (
        <div key={label}>
          <dt className="text-muted text-sm">{label}</dt>
          <dd className="tabular font-semibold text-lg">{formatCount(n, locale)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The rows that can't be taken, or couldn't be taken back, each with its reason; all of them as a file. */
export function RowsToMend({ data, locale }: { data: Data; locale: string }) {
  const { id, status, counts } = data;
  const undone = status === 'undoing' || status === 'undone';
  const [rows, total] = undone ? [data.kept, counts.kept] : [data.wrong, counts.wrong];
  if (rows.length === 0 || status === 'checking' || status === 'cancelled') return null;
  return (
    <Section
      title={undone ? 'What stays, and why' : status === 'done' ? 'Left out' : 'Rows to mend'}
      note={
        total > rows.length
          ? `The first ${rows.length} of ${formatCount(total, locale)}. The file has all.`
          : undefined
      }
      actions={
        <ButtonLink size="small" href={`/api/v1/settings/imports/${id}/problems`}>
          Download as CSV
        </ButtonLink>
      }
    >
      <List label="Rows">
        {rows.map(({ line, column, value, reason }) => (
          <ListRow
            key={line}
            title={reason}
            detail={[`Line ${formatCount(line, locale)}`, column, value && `“${value}”`]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </List>
    </Section>
  );
}
