'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import { List, ListRow } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import type { importsScreen } from '@/lib/imports/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { FileField } from './file-field';
import { hrefOf, statusWords } from './words';

/** Where a file is chosen, and what was brought along before. */
export function ImportsScreen({ sent }: { sent: Sent<DataOf<typeof importsScreen>> }) {
  const { data, place } = useScreen(sent);
  const router = useRouter();
  const { timeZone, locale } = place;
  return (
    <>
      <PageHead title="Import" meta={['Customers from another program or a spreadsheet']} />
      <div className="flex max-w-3xl flex-col gap-10">
        <FileField sent={(id) => router.push(`/settings/imports/${id}/columns` as Route)} />
        <Section title="Imports of the last 30 days">
          {data.imports.length === 0 ? (
            <p className="text-muted text-sm">
              None yet. Each stays here for 30 days, and can be taken back as a whole that long.
            </p>
          ) : (
            <List label="Imports">
              {data.imports.map((one) => (
                <ListRow
                  key={one.id}
                  href={hrefOf(one)}
                  title={one.fileName}
                  state={<Pill tone={statusWords[one.status].tone}>{statusWords[one.status].label}</Pill>}
                  detail={`${formatCount(one.totalRows, locale)} ${one.totalRows === 1 ? 'row' : 'rows'} · ${one.by} · ${formatDateTime({ at: one.createdAt, timeZone, locale })}`}
                />
              ))}
            </List>
          )}
        </Section>
      </div>
    </>
  );
}
