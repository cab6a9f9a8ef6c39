import { PlainLink } from '@/components/ui/link';
import type { FieldChange } from '@/lib/audit/words';

const inShort = 60;
const cut = (text: string) => (text.length > inShort ? `${text.slice(0, inShort)}…` : text);
const nothing = 'none';

/** The first changes of an entry in one line, and how many more there are. */
export function changesInShort(changes: readonly FieldChange[]): string {
  const said = changes
    .slice(0, 3)
    .map(({ label, before, after }) =>
      before ? `${label}: ${cut(before)} → ${cut(after) || nothing}` : `${label}: ${cut(after) || nothing}`,
    );
  const more = changes.length - said.length;
  return [...said, ...(more > 0 ? [`${more} more`] : [])].join(' · ');
}

/** Every field that changed, before and after, each with the way to its own story. */
export function ChangesTable({
  changes,
  storyOf,
}: {
  changes: readonly FieldChange[];
  storyOf?: (field: string) => string;
}) {
  return (
    <table className="w-full text-sm">
      <thead className="max-sm:sr-only">
        <tr className="border-b text-start text-muted">
          {['Field', 'Before', 'After'].map((head) => (
            <th key={head} scope="col" className="py-2 pe-4 text-start font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {changes.map(({ field, label, before, after }) => (
          <tr key={field} className="align-top max-sm:flex max-sm:flex-col max-sm:py-2">
            <th scope="row" className="py-2 pe-4 text-start font-medium max-sm:py-0">
              {storyOf ? (
                <PlainLink href={storyOf(field)} className="underline-offset-2 hover:underline">
                  {label}
                </PlainLink>
              ) : (
                label
              )}
            </th>
            <Value of={before} was />
            <Value of={after} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ of, was }: { of: string; was?: boolean }) {
  return (
    <td dir="auto" className="max-w-md whitespace-pre-wrap break-words py-2 pe-4 max-sm:py-0">
      <span className="text-muted sm:hidden">{was ? 'Before: ' : 'After: '}</span>
      {of || <span className="text-subtle">{nothing}</span>}
    </td>
  );
}
