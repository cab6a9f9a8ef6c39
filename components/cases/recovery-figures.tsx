import { Figure, Figures } from '@/components/ui/figure';
import type { RecoveryFigures as Data } from '@/lib/cases/board-queries';
import { formatSpan } from '@/lib/platform/format/dates';

const few = 'Not enough data: fewer than 5 answers';
const period = 'Last 90 days';

/** What recovery achieves: how fast, how often late, and how many customers were won back. */
export function RecoveryFigures({ data }: { data: Data }) {
  return (
    <Figures>
      <Figure label="Open cases" value={String(data.open)} period="Now" />
      <Figure
        label="Taken after"
        value={spellMinutes(data.acknowledged)}
        unit="typically"
        period={period}
        missing={data.acknowledged === null ? 'No case was taken yet' : undefined}
      />
      <Figure
        label="Resolved after"
        value={spellMinutes(data.resolved)}
        unit="typically"
        period={period}
        missing={data.resolved === null ? 'No case was resolved yet' : undefined}
      />
      <Figure
        label="Customers won back"
        value={data.reasked === 0 ? '' : String(Math.round((100 * data.recovered) / data.reasked))}
        unit="% rate 4 or 5 now"
        period={period}
        n={data.reasked}
        missing={data.reasked < 5 ? few : undefined}
      />
    </Figures>
  );
}

function spellMinutes(minutes: number | null): string {
  return minutes === null ? '' : formatSpan(Math.round(minutes) * 60_000);
}
