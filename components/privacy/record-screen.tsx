'use client';

import { useSent } from '@/components/screen/use-sent';
import { DescriptionList } from '@/components/ui/description-list';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import type { recordScreen } from '@/lib/privacy/screens';

const none = <span className="text-subtle">–</span>;

/** What is kept, of whom, why, by which right and for how long. */
export function RecordScreen({ sent }: { sent: Sent<DataOf<typeof recordScreen>> }) {
  const { parts } = useSent(sent).data;
  return (
    <>
      <PageHead
        back={{ href: '/settings/privacy', label: 'Privacy' }}
        title="Record of processing"
        meta={['Made from the software itself and your settings']}
        menu={
          <ButtonLink href="/api/v1/settings/privacy/record/export" target="_self">
            Download as CSV
          </ButtonLink>
        }
      />
      <div className="flex flex-col gap-10">
        {parts.map((part) => (
          <Section key={part.part} title={part.part}>
            <DescriptionList
              facts={[
                { term: 'Of whom', value: part.whose },
                { term: 'Why', value: part.why },
                { term: 'By which right', value: part.basis },
              ]}
            />
            <DataTable
              label={part.part}
              rows={part.tables}
              rowKey={(row) => row.table}
              columns={[
                { key: 'table', head: 'Kept', phone: 'title', cell: (row) => row.table },
                {
                  key: 'personal',
                  head: 'Personal fields',
                  grow: true,
                  wrap: true,
                  phone: 'words',
                  cell: (row) => row.personal || none,
                },
                {
                  key: 'office',
                  head: 'Who of the office',
                  wrap: true,
                  from: 'lg',
                  cell: (row) => row.ofOffice || none,
                },
                { key: 'books', head: 'Books', from: 'md', cell: (row) => (row.books ? 'Yes' : none) },
                {
                  key: 'kept',
                  head: 'For how long',
                  grow: true,
                  wrap: true,
                  phone: 'fact',
                  cell: (row) => row.kept,
                },
              ]}
            />
          </Section>
        ))}
      </div>
    </>
  );
}
