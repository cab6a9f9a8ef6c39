'use client';

import { openListLink } from '@/components/screen/list-links';
import { FilterChips } from '@/components/ui/filter-chips';
import { TwoDays } from '@/components/ui/two-days';
import { eventTypes } from '@/db/enums';
import { eventTypeWords } from '@/lib/bookings/event-types';
import type { Report } from '@/lib/reports/document';
import { type Names, narrowWords } from '@/lib/reports/narrowed-words';
import { type Compare, presets, type ReportQuery, reportHref } from '@/lib/reports/range';
import { NarrowBox } from './narrow-box';

type Props = { report: Report; query: ReportQuery; names: Names };

const compareWords: Record<Compare, string> = {
  before: 'With the days before',
  year: 'With the year before',
  none: 'With nothing',
};

/** Of which days a report is, beside which, and of what alone: all in the address. */
export function ReportChips({ report, query, names }: Props) {
  const { key } = report;
  const { since, until } = report.range;
  const narrowed = narrowWords.filter(({ name }) => query[name] !== null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div className="flex flex-col gap-2" data-at={reportHref(key, query)} onClick={openListLink}>
      <FilterChips
        label="Days"
        chips={presets.map(({ name, label }) => ({
          label,
          href: reportHref(key, query, { preset: name, from: null, to: null }),
          active: query.preset === name,
        }))}
      />
      <div className="py-1">
        <TwoDays
          key={`${since} ${until}`}
          {...{ from: since, to: until }}
          href={(days) => reportHref(key, query, { preset: 'days', ...days })}
        />
      </div>
      <FilterChips
        label="Compared"
        chips={(Object.keys(compareWords) as Compare[]).map((compare) => ({
          label: compareWords[compare],
          href: reportHref(key, query, { compare }),
          active: query.compare === compare,
        }))}
      />
      <FilterChips
        label="Event type"
        chips={[
          {
            label: 'Every type',
            href: reportHref(key, query, { type: null }),
            active: query.type === null,
          },
          ...eventTypes.map((type) => ({
            label: eventTypeWords[type],
            href: reportHref(key, query, { type }),
            active: query.type === type,
          })),
        ]}
      />
      {narrowed.length > 0 ? (
        <FilterChips
          label="Only of"
          chips={narrowed.map(({ name, word }) => ({
            label: `${word}: ${names[name] ?? 'not found'} ×`,
            href: reportHref(key, query, { [name]: null }),
            active: true,
          }))}
        />
      ) : null}
      <NarrowBox report={key} query={query} />
    </div>
  );
}
