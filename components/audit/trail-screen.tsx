'use client';

import { DataList } from '@/components/screen/data-list';
import { openListLink } from '@/components/screen/list-links';
import type { ListColumn } from '@/components/screen/shown-columns';
import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import type { FilterChip } from '@/components/ui/filter-chips';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import { TwoDays } from '@/components/ui/two-days';
import { spanWords, type TrailFilter, trailFilter } from '@/lib/audit/list-filter';
import type { TrailRow } from '@/lib/audit/queries';
import type { trailScreen } from '@/lib/audit/screens';
import { areas, areaWords, wordOf } from '@/lib/audit/subjects';
import { dayKey } from '@/lib/platform/format/dates';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { changesInShort } from './changes';

/** Everything that was done in the company: who, what, when, and what it was before. */
export function TrailScreen({ sent }: { sent: Sent<DataOf<typeof trailScreen>> }) {
  const { data, place, now, busy, failed } = useScreen(sent);
  const today = dayKey(now, place.timeZone);
  const { filter, rows, previous, next, people, sealedAt } = data;
  return (
    <>
      <PageHead
        title="Audit"
        meta={[
          sealedAt
            ? `Sealed up to ${formatDateTime({ at: sealedAt, ...place, style: 'short' })}: what is changed afterwards is found`
            : 'Every entry is sealed within two hours',
        ]}
      />
      <Days filter={filter} today={today} />
      <DataList<TrailRow>
        busy={busy}
        failed={failed}
        filters={chipsOf(filter, people)}
        label="Audit"
        search={{ label: 'Search the audit', placeholder: 'Customer, event or reference' }}
        columns={columnsOf(place)}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => `/settings/audit/${row.id}`}
        at={trailFilter.at(filter)}
        previous={previous}
        next={next}
        exportPath="/api/v1/settings/audit/export"
        empty={
          <EmptyState title="Nothing of this kind">
            {trailFilter.narrows(filter)
              ? 'Take a filter away, or look further back.'
              : 'Nothing was done within the last 30 days. Look further back.'}
          </EmptyState>
        }
      />
    </>
  );
}

/** Any two days, folded away until somebody wants them. */
function Days({ filter, today }: { filter: TrailFilter; today: string }) {
  const { from, to } = filter;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the link inside carries the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link inside carries the keyboard
    <div className="mb-4" onClick={openListLink}>
      <details open={from !== undefined || to !== undefined} className="text-sm">
        <summary className="w-fit cursor-pointer py-1 text-muted">Certain days</summary>
        <div className="mt-2">
          <TwoDays
            key={`${from}-${to}`}
            from={from ?? today}
            to={to ?? today}
            href={(days) => trailFilter.href(filter, days)}
          />
        </div>
      </details>
    </div>
  );
}

function columnsOf({ timeZone, locale }: Place): ListColumn<TrailRow>[] {
  return [
    {
      key: 'when',
      head: 'When',
      phone: 'end',
      cell: (row) => formatDateTime({ at: row.at, timeZone, locale, style: 'short' }),
    },
    { key: 'who', head: 'Who', phone: 'fact', cell: (row) => row.who },
    {
      key: 'what',
      head: 'What',
      grow: true,
      phone: 'title',
      cell: (row) => (row.subject ? `${row.deed}: ${row.subject}` : row.deed),
    },
    {
      key: 'changes',
      head: 'Changes',
      grow: true,
      phone: 'fact',
      cell: (row) => changesInShort(row.changes),
    },
    { key: 'address', head: 'Address', from: 'xl', cell: (row) => row.ip },
  ];
}

const deeds = {
  insert: 'Added',
  update: 'Changed',
  delete: 'Removed',
  read: 'Looked at',
  searched: 'Searched',
  downloaded: 'Took the file',
  exported: 'Exported',
  signed_in: 'Signed in',
  sign_in_failed: 'Failed to sign in',
} as const;

type People = readonly { id: string; name: string }[];

function chipsOf(filter: TrailFilter, people: People): { label: string; chips: FilterChip[] }[] {
  const chip = (label: string, change: Partial<TrailFilter>, active: boolean): FilterChip => ({
    label,
    href: trailFilter.href(filter, change),
    active,
  });
  const persons = [...people, { id: 'automation', name: 'The automation' }];
  return [
    ...onlyOf(filter),
    {
      label: 'Time',
      chips: spanWords.map(([days, word]) =>
        chip(
          word,
          { days, from: undefined, to: undefined },
          filter.days === days && !filter.record && !filter.from && !filter.to,
        ),
      ),
    },
    {
      label: 'Part',
      chips: [
        chip('Everything', { area: undefined }, !filter.area),
        ...areas.map((area) => chip(areaWords[area], { area }, filter.area === area)),
      ],
    },
    {
      label: 'Deed',
      chips: [
        chip('Any deed', { did: undefined }, !filter.did),
        ...(Object.keys(deeds) as (keyof typeof deeds)[]).map((did) =>
          chip(deeds[did], { did }, filter.did === did),
        ),
      ],
    },
    {
      label: 'Person',
      chips: [
        chip('Anybody', { who: undefined }, !filter.who),
        ...persons.map(({ id, name }) => chip(name, { who: id }, filter.who === id)),
      ],
    },
  ];
}

/** What a link from an entry has narrowed the list to; a tap takes it away again. */
function onlyOf(filter: TrailFilter): { label: string; chips: FilterChip[] }[] {
  const { record, field } = filter;
  const chips = [
    ...(record
      ? [
          {
            label: `One ${wordOf(record.split(':')[0] ?? '')} ✕`,
            href: trailFilter.href(filter, { record: undefined }),
            active: true,
          },
        ]
      : []),
    ...(field
      ? [
          {
            label: `${field.replaceAll('_', ' ')} ✕`,
            href: trailFilter.href(filter, { field: undefined }),
            active: true,
          },
        ]
      : []),
  ];
  return chips.length > 0 ? [{ label: 'Only', chips }] : [];
}
