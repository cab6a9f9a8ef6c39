import { Smile } from 'lucide-react';
import { Rating } from '@/components/feedback/rating';
import { cx } from '@/components/ui/cx';
import { PlainLink, TextLink } from '@/components/ui/link';
import { Pill } from '@/components/ui/pill';
import { EmptyState } from '@/components/ui/states';
import { caseStates } from '@/db/enums';
import type { Board, BoardCase } from '@/lib/cases/board-queries';
import { type CaseState, reasonWords } from '@/lib/cases/rules';
import { CaseClock, isClocked } from './case-clock';
import { reasonTones, stateWords } from './words';

type Props = { board: Pick<Board, 'rows' | 'counts'>; only: CaseState | undefined; now: Date };

/** Cases by state, safety first and then the most urgent; on a phone the columns stand one below the other. */
export function CaseBoard({ board: { rows, counts }, only, now }: Props) {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  if (total === 0)
    return (
      <EmptyState title="No customer waits for recovery" icon={<Smile />}>
        A low rating, a complaint or a word about safety opens a case here by itself, with an owner and a
        clock.
      </EmptyState>
    );
  const shown = only ? [only] : caseStates;
  return (
    <div className="flex flex-col gap-4">
      {only ? <TextLink href="/cases">Show cases of every state</TextLink> : null}
      <div className={cx('grid items-start gap-x-6 gap-y-10', !only && 'md:grid-cols-2 xl:grid-cols-4')}>
        {shown.map((state) => (
          <CasesOfState
            key={state}
            state={state}
            rows={rows.filter((row) => row.state === state)}
            total={counts[state] ?? 0}
            wide={only !== undefined}
            now={now}
          />
        ))}
      </div>
    </div>
  );
}

type StateProps = { state: CaseState; rows: BoardCase[]; total: number; wide: boolean; now: Date };

function CasesOfState({ state, rows, total, wide, now }: StateProps) {
  const more = total - rows.length;
  return (
    <section aria-labelledby={`state-${state}`} className="flex min-w-0 flex-col gap-3">
      <h2 id={`state-${state}`} className="flex items-center gap-2 font-semibold text-sm">
        <Pill tone={stateWords[state].tone}>{stateWords[state].label}</Pill>
        <span className="tabular text-muted">{total}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="text-muted text-sm">None</p>
      ) : (
        <ul className={wide ? 'grid gap-3 md:grid-cols-2 xl:grid-cols-3' : 'flex flex-col gap-3'}>
          {rows.map((row) => (
            <CaseCard key={row.id} row={row} now={now} />
          ))}
        </ul>
      )}
      {more > 0 && !wide ? (
        <TextLink href={`/cases?state=${state}`} className="text-sm">
          {more} more
        </TextLink>
      ) : null}
      {more > 0 && wide ? <p className="text-muted text-sm">{more} more, the least urgent ones</p> : null}
    </section>
  );
}

function CaseCard({ row, now }: { row: BoardCase; now: Date }) {
  const grave = row.reason === 'safety' && isClocked(row);
  return (
    <li
      className={cx(
        'relative flex flex-col gap-2 rounded-md border p-4',
        grave ? 'border-danger-ink bg-danger-soft' : 'bg-surface hover:border-field-line',
      )}
    >
      <div className="flex items-start justify-between gap-3">
        <PlainLink
          href={`/cases/${row.id}`}
          className="min-w-0 break-words font-medium text-sm after:absolute after:inset-0 after:rounded-md"
        >
          <span dir="auto">{row.customer}</span>
        </PlainLink>
        <span className="tabular shrink-0 text-muted text-xs">{row.reference}</span>
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
        {isClocked(row) ? <CaseClock row={row} now={now} /> : null}
        {row.recoveredRating === null ? null : (
          <span className="text-muted">Now rates {row.recoveredRating} of 5</span>
        )}
      </div>
    </li>
  );
}
