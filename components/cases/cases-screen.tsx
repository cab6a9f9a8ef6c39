'use client';

import { useScreen } from '@/components/screen/use-screen';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import type { casesScreen } from '@/lib/cases/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { CaseBoard } from './case-board';
import { RecoveryFigures } from './recovery-figures';

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
