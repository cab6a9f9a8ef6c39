import { Smile } from 'lucide-react';
import { Rating } from '@/components/feedback/rating';
import { PlainLink } from '@/components/ui/link';
import { Pill } from '@/components/ui/pill';
import { EmptyState } from '@/components/ui/states';
import { caseStates } from '@/db/enums';
import type { BoardCase } from '@/lib/cases/queries';
import { reasonWords } from '@/lib/cases/rules';
import { CaseClock } from './case-clock';
import { reasonTones, stateWords } from './words';

type Props = { rows: BoardCase[]; now: Date };

/** All cases by state, the most urgent on top; on a phone the columns stand one below the other. */
export function CaseBoard({ rows, now }: Props) {
  if (rows.length === 0)
    return (
      <EmptyState title="No customer waits for recovery" icon={<Smile />}>
        A low rating, a complaint or a word about safety opens a case here by itself, with an owner and a
        clock.
      </EmptyState>
    );
  return (
    <div className="grid items-start gap-x-6 gap-y-10 md:grid-cols-2 xl:grid-cols-4">
      {caseStates.map((state) => {
        const own = rows.filter((row) => row.state === state);
        return (
          <section key={state} aria-labelledby={`state-${state}`} className="flex min-w-0 flex-col gap-3">
            <h2 id={`state-${state}`} className="flex items-center gap-2 font-semibold text-sm">
              <Pill tone={stateWords[state].tone}>{stateWords[state].label}</Pill>
              <span className="tabular text-muted">{own.length}</span>
            </h2>
            {own.length === 0 ? (
              <p className="text-muted text-sm">None</p>
            ) : (
              <ul className="flex flex-col gap-3">
                {own.map((row) => (
                  <CaseCard key={row.id} row={row} now={now} />
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </div>
  );
}

function CaseCard({ row, now }: { row: BoardCase; now: Date }) {
  return (
    <li className="relative flex flex-col gap-2 rounded-md border bg-surface p-4 hover:border-field-line">
      <div className="flex items-start justify-between gap-3">
        <PlainLink
          href={`/cases/${row.id}`}
          className="min-w-0 break-words font-medium text-sm after:absolute after:inset-0 after:rounded-md"
        >
          <span dir="auto">{row.customer}</span>
        </PlainLink>
        <span className="tabular shrink-0 text-subtle text-xs">{row.reference}</span>
      </div>
      <p dir="auto" className="line-clamp-2 break-words text-muted text-sm">
        {row.event}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Pill tone={reasonTones[row.reason]}>{reasonWords[row.reason]}</Pill>
        {row.rating === null ? null : <Rating value={row.rating} />}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 text-xs">
        <span className="text-muted">{row.owner ?? 'Nobody’s yet'}</span>
        <CaseClock row={row} now={now} />
        {row.recoveredRating === null ? null : (
          <span className="text-muted">Now rates {row.recoveredRating} of 5</span>
        )}
      </div>
    </li>
  );
}
