'use client';

import { useSearchParams } from 'next/navigation';
import { AsOf } from '@/components/screen/as-of';
import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { mailHref, queryText, readQuery } from '@/lib/reports/range';
import { sayCompared, sayStretch } from '@/lib/reports/say';
import type { ReportScreen as Screen } from '@/lib/reports/screens';
import { ReportChips } from './report-chips';
import { ReportFigures } from './report-figures';
import { ReportTable } from './report-table';

const files = [
  { file: 'xlsx', word: 'Excel' },
  { file: 'csv', word: 'CSV' },
  { file: 'pdf', word: 'PDF' },
] as const;

/** One report: of which days, its figures, and its tables under their charts. */
export function ReportScreen({ sent }: { sent: Sent<DataOf<Screen>> }) {
  const { data, place, now, busy, failed } = useScreen(sent);
  const { report, query, names } = data;
  const { locale } = place;
  // What somebody takes along is what they asked for, although it isn't shown yet.
  const meant = readQuery(report.key, Object.fromEntries(useSearchParams()));
  const asked = queryText(meant);
  return (
    <>
      <PageHead
        back={{ href: '/reports', label: 'Reports' }}
        title={report.title}
        meta={[sayStretch(report.range, locale), sayCompared(report.range, locale)]}
        menu={
          <div className="flex flex-wrap gap-2">
            {files.map(({ file, word }) => (
              <ButtonLink
                key={file}
                href={`/api/v1/reports/${report.key}/export${asked}${asked ? '&' : '?'}file=${file}`}
                {...(file === 'pdf' && { target: '_blank', rel: 'noopener' })}
              >
                <span className="sr-only">Download as </span>
                {word}
                {file === 'pdf' ? <span className="sr-only"> (new tab)</span> : null}
              </ButtonLink>
            ))}
            <ButtonLink href={mailHref(report.key, meant)}>By mail</ButtonLink>
          </div>
        }
      />
      <ReportChips report={report} query={query} names={names} />
      <div aria-busy={busy} className="mt-6 flex flex-col gap-10">
        <AsOf {...{ failed, now, place }} what="this report" />
        {report.notes?.map((note) => (
          <Notice key={note} tone="attention">
            {note}
          </Notice>
        ))}
        <ReportFigures report={report} writing={place} />
        {report.tables.map((table) => (
          <ReportTable key={table.key} table={table} writing={place} />
        ))}
      </div>
    </>
  );
}
