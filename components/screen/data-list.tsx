'use client';

import { type ReactNode, Suspense, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { type FilterChip, FilterChips } from '@/components/ui/filter-chips';
import { Pagination } from '@/components/ui/pagination';
import { SearchBox } from '@/components/ui/search-box';
import { Notice } from '@/components/ui/section';
import { type Column, DataTable, type DataTableProps } from '@/components/ui/table';
import type { ListViews } from '@/lib/lists/queries';
import type { ListAt } from '@/lib/platform/list-filter';
import { BeyondTheEnd } from './beyond-the-end';
import { openListLink } from './list-links';
import { ListTools } from './list-tools';
import { type Bulk, usePicks } from './picked-rows';
import { SavedViews } from './saved-views';
import { type ListColumn, shownColumns } from './shown-columns';
import { useChosenColumns } from './use-chosen-columns';

type DataListProps<Row> = Omit<DataTableProps<Row>, 'columns' | 'picks' | 'rowKey'> & {
  columns: readonly ListColumn<Row>[];
  rowKey: (row: Row) => string;
  search?: { label: string; placeholder: string };
  /** Groups of filters, each a row of chips. */
  filters?: readonly { label: string; chips: readonly FilterChip[] }[];
  /** Further filters, which no chips have room for. */
  moreFilters?: ReactNode;
  /** What chooses by what rows are put together, under a heading each (`groups`). */
  grouping?: ReactNode;
  /** The list's own address under this filter, and the places of the pages around this one. */
  at: ListAt;
  previous?: string;
  next?: string;
  /** How the reader looks at it: their views and columns, where it has any. */
  looks?: ListViews;
  /** What can be done with several rows at once. */
  bulk?: Bulk<Row>;
  /** Where the whole list under this filter is a file. */
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

/**
 * A list as people use it: search, saved views, filters with counts, rows that are cards on phones, columns of
 * one's own, work on several rows, the way along; all in the address.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const { search, filters = [], moreFilters, grouping, previous, next, exportPath, summary, limit } = props;
  const { empty, busy, failed } = props;
  const { at, looks, bulk, columns, ...table } = props;
  const [selecting, setSelecting] = useState(false);
  const [filtering, setFiltering] = useState(false);
  const filtersId = useId();
  const { chosen, choose } = useChosenColumns({ at, looks });
  const { picks, picked, clear } = usePicks(props);
  const shown = shownColumns(columns, chosen);
  const some = table.rows.length > 0;
  const Actions = bulk?.Actions;
  const [first, ...others] = filters;
  const sorts = shown.filter(({ sort }) => sort);
  const hasMore = others.length > 0 || moreFilters !== undefined || sorts.length > 1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div className="list" data-at={at.href()} onClick={openListLink} aria-busy={busy || undefined}>
      <div className="list-head">
        {search ? <SearchBox {...search} busy={busy} /> : null}
        <ListTools
          {...{ at, looks, columns, chosen, choose }}
          groups={grouping}
          filters={
            hasMore
              ? {
                  id: filtersId,
                  open: filtering,
                  active: activeOf(others),
                  toggle: () => setFiltering(!filtering),
                }
              : undefined
          }
          exportHref={exportPath && some ? at.href({}, exportPath) : undefined}
          selecting={bulk && some ? selecting : undefined}
          select={() => {
            clear();
            setSelecting(!selecting);
          }}
        />
      </div>
      {looks ? <SavedViews looks={looks} at={at} /> : null}
      {first ? <FilterChips {...first} /> : null}
      {hasMore ? (
        <div id={filtersId} className="list-filters" data-open={filtering || undefined}>
          {others.map((group) => (
            <FilterChips key={group.label} {...group} />
          ))}
          {moreFilters}
          <PhoneOrder sorts={sorts} />
        </div>
      ) : null}
      {failed ? (
        <Notice tone="attention" title="This list may be out of date">
          The server didn’t answer. Check the network; the list is asked for again when you come back to it.
        </Notice>
      ) : null}
      {limit ? <p className="text-attention-ink text-sm">{limit}</p> : null}
      <div>
        {some ? (
          <div className={shown.length > 8 ? 'rows-wide' : undefined}>
            <DataTable {...table} columns={shown} picks={selecting ? picks : undefined} />
          </div>
        ) : null}
        {/* How many a search has found, or that it found none, is said while the focus stays in its field. */}
        <div aria-live="polite">
          {some ? (
            <Pagination
              previousHref={previous && at.href({ before: previous })}
              nextHref={next && at.href({ after: next })}
              summary={summary}
            />
          ) : at.begun ? (
            empty
          ) : (
            <BeyondTheEnd href={at.href()} />
          )}
        </div>
      </div>
      {selecting && some && Actions ? (
        <section className="bulk" aria-label="Selected rows">
          <p aria-live="polite">{picked.length === 0 ? 'Select rows' : `${picked.length} selected`}</p>
          <Button size="small" variant="quiet" onClick={picks.pickAll}>
            {picks.all === true ? 'Select none' : 'Select all on this page'}
          </Button>
          <Suspense>
            <Actions rows={picked} done={clear} />
          </Suspense>
        </section>
      ) : null}
    </div>
  );
}

/** How many filters are set among those that phones keep behind a button. */
const activeOf = (filters: NonNullable<DataListProps<unknown>['filters']>) =>
  filters.flatMap(({ chips }) => chips).filter(({ active, usual }) => active && !usual).length;

/** On phones a table has no heads to sort by. */
function PhoneOrder<Row>({ sorts }: { sorts: readonly Column<Row>[] }) {
  if (sorts.length < 2) return null;
  const arrows = { ascending: ' ↑', descending: ' ↓' };
  return (
    <div className="phone-only">
      <FilterChips
        label="Order"
        chips={sorts.map(({ head, sort }) => ({
          label: `${head}${sort?.order ? arrows[sort.order] : ''}`,
          href: sort?.href ?? '',
          active: sort?.order !== undefined,
        }))}
      />
    </div>
  );
}
