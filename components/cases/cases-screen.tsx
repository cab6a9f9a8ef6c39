'use client';

import { useScreen } from '@/components/screen/use-screen';
import { Figure, Figures } from '@/components/ui/figure';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import type { RecoveryFigures as Data } from '@/lib/cases/board-queries';
import type { casesScreen } from '@/lib/cases/screens';
import { formatSpan } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { CaseBoard } from './case-board';

/** The recovery cases of the company by state, with what recovery achieves. */
export function CasesScreen({ sent }: { sent: Sent<DataOf<typeof casesScreen>> }) {
  const { data, now, failed } = useScreen(sent);
  return (
    <>
      <PageHead title="Cases" />
      <div className="flex flex-col gap-10">
        {failed ? (
          <Notice tone="attention">The newest cases can’t be loaded right now. Trying again.</Notice>
        ) : null}
        <CaseBoard board={data} only={data.filter.state} now={now} />
        <RecoveryFigures data={data.figures} />
      </div>
    </>
  );
}

const few = 'Not enough data: fewer than 5 answers';
const period = 'Last 90 days';

/** What recovery achieves: how fast, how often late, and how many customers were won back. */
function RecoveryFigures({ data }: { data: Data }) {
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
