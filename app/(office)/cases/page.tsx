import type { Metadata } from 'next';
import { Suspense } from 'react';
import { CaseBoard } from '@/components/cases/case-board';
import { RecoveryFigures } from '@/components/cases/recovery-figures';
import { LiveRefresh, type Topic } from '@/components/screen/live-channel';
import { PageHead } from '@/components/ui/page-head';
import { FiguresSkeleton, TableSkeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { readBoard, readRecovery } from '@/lib/cases/queries';
import { now as clock } from '@/lib/platform/clock';

const topics: readonly Topic[] = ['cases'];

export const metadata: Metadata = { title: 'Cases' };

export default async function CasesPage() {
  const gate = await gatePage('cases.read');
  return (
    <>
      <PageHead title="Cases" />
      <LiveRefresh topics={topics} />
      <Suspense fallback={<BoardSkeleton />}>
        <Board gate={gate} />
      </Suspense>
    </>
  );
}

async function Board({ gate }: { gate: Gate }) {
  const now = clock();
  const [rows, recovery] = await Promise.all([readBoard(gate.actor, now), readRecovery(gate.actor, 90, now)]);
  return (
    <div className="flex flex-col gap-10">
      <RecoveryFigures data={recovery} />
      <CaseBoard rows={rows} now={now} />
    </div>
  );
}

function BoardSkeleton() {
  return (
    <div className="flex flex-col gap-10">
      <FiguresSkeleton count={4} />
      <TableSkeleton rows={6} columns={4} />
    </div>
  );
}
