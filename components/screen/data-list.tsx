'use client';

import type { ReactNode } from 'react';
import { type FilterChip, FilterChips } from '@/components/ui/filter-chips';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { SearchBox } from '@/components/ui/search-box';
import { Notice } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { DataTable, type DataTableProps } from '@/components/ui/table';
import type { ListAt } from '@/lib/platform/list-filter';
import { openListLink } from './list-links';

type DataListProps<Row> = DataTableProps<Row> & {
  search?: { label: string; placeholder: string };
  /** Groups of filters, each a row of chips. */
  filters?: readonly { label: string; chips: readonly FilterChip[] }[];
  /** Further filters, which no chips have room for. */
  moreFilters?: ReactNode;
  /** The list's own address under this filter, and the places of the pages around this one. */
  at: ListAt;
  previous?: string;
  next?: string;
  /** Where the whole list under this filter is a CSV file. */
  exportPath?: string;
  /** "40 of 1,204 bookings". */
  summary?: ReactNode;
  /** What of the search doesn't count, or what it leaves out. */
  limit?: string;
  /** In place of the table when there are no rows: why, and what fills it. */
  empty: ReactNode;
  busy: boolean;
  /** The rows could not be asked for anew. */
  failed: boolean;
};

/** A list as people use it: search, filters with counts, rows that are cards on phones, the way along; all in the address. */
export function DataList<Row>(props: DataListProps<Row>) {
  const {
    search,
    filters = [],
    moreFilters,
    at,
    previous,
    next,
    exportPath,
    summary,
    limit,
    empty,
    busy,
    failed,
    ...table
  } = props;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div className="list" onClick={openListLink} aria-busy={busy || undefined}>
      {search ? <SearchBox {...search} busy={busy} /> : null}
      {filters.map((group) => (
        <FilterChips key={group.label} {...group} />
      ))}
      {moreFilters}
      {failed ? (
        <Notice tone="attention" title="This list may be out of date">
          The server didn’t answer. Check the network; the list is asked for again when you come back to it.
        </Notice>
      ) : null}
      {limit ? <p className="text-attention-ink text-sm">{limit}</p> : null}
      {table.rows.length > 0 ? (
        <div>
          <DataTable {...table} />
          <Pagination
            previousHref={previous && at.href({ before: previous })}
            nextHref={next && at.href({ after: next })}
            summary={summary}
          />
          {exportPath ? (
            <a href={at.href({}, exportPath)} download className="text-muted text-sm underline">
              Download as CSV
            </a>
          ) : null}
        </div>
      ) : at.begun ? (
        empty
      ) : (
        <EmptyState
          title="Nothing stands here any more"
          actions={
            <ButtonLink href={at.href()} data-list="yes">
              Back to the beginning
            </ButtonLink>
          }
        >
          What was on this page is settled, gone, or stands elsewhere in the list now.
        </EmptyState>
      )}
    </div>
  );
}
