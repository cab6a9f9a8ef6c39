'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useScreen } from '@/components/screen/use-screen';
import { Segmented } from '@/components/ui/choice';
import { formatDateTime } from '@/components/ui/date-time';
import { List, ListRow } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { Pill } from '@/components/ui/pill';
import { Section } from '@/components/ui/section';
import type { ImportKind } from '@/lib/imports/kinds';
import type { importsScreen } from '@/lib/imports/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { FileField } from './file-field';
import { hrefOf, kindWords, statusWords } from './words';

/** Where a file is chosen, and what was brought along before. */
export function ImportsScreen({ sent }: { sent: Sent<DataOf<typeof importsScreen>> }) {
  const { data, place } = useScreen(sent);
  const router = useRouter();
  const [kind, setKind] = useState<ImportKind>(data.kind);
  const { timeZone, locale } = place;
  return (
    <>
      <PageHead
        title="Import"
        meta={['Customers, a menu or bookings from another program or a spreadsheet']}
      />
      <div className="flex max-w-3xl flex-col gap-10">
        <div className="flex flex-col gap-6">
          <Segmented
            legend="What is in the file"
            name="kind"
            value={kind}
            onChange={(value) => setKind(value as ImportKind)}
            choices={Object.entries(kindWords).map(([value, { label }]) => ({ value, label }))}
          />
          <FileField
            key={kind}
            kind={kind}
            sent={(id) => router.push(`/settings/imports/${id}/columns` as Route)}
          />
        </div>
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
                  detail={`${kindWords[one.kind].label} · ${formatCount(one.totalRows, locale)} ${one.totalRows === 1 ? 'row' : 'rows'} · ${one.by} · ${formatDateTime({ at: one.createdAt, timeZone, locale })}`}
                />
              ))}
            </List>
          )}
        </Section>
      </div>
    </>
  );
}
