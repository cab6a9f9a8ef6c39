'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import type { mySummaryScreen } from '@/lib/reports/mine/screens';
import { ReportFigures } from './report-figures';
import { ReportTable } from './report-table';

/** What a client's events came to, by year and one by one. */
export function MySummaryScreen({ sent }: { sent: Sent<DataOf<typeof mySummaryScreen>> }) {
  const { data, place } = useSent(sent);
  const { summary } = data;
  return (
    <>
      <PageHead title="My summary" />
      <div className="flex flex-col gap-10">
        {summary.notes?.map((note) => (
          <Notice key={note}>{note}</Notice>
        ))}
        <ReportFigures report={summary} writing={place} />
        {summary.tables.map((table) => (
          <ReportTable key={table.key} table={table} writing={place} />
        ))}
      </div>
    </>
  );
}
