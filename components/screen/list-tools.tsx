'use client';

import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import { ButtonLink } from '@/components/ui/link';
import { openDialog } from '@/components/ui/open-dialog';
import type { ListViews } from '@/lib/lists/queries';
import type { ListAt } from '@/lib/platform/list-filter';
import type { ListColumn } from './shown-columns';
import type { ChooseColumns } from './use-chosen-columns';

const ColumnChooser = lazy(() => import('./column-chooser'));
const ViewsDialog = lazy(() => import('./views-dialog'));

const viewsDialog = 'list-views';
const dialogs = [viewsDialog];

type Props<Row> = {
  at: ListAt;
  looks?: ListViews;
  columns: readonly ListColumn<Row>[];
  chosen: readonly string[] | null;
  choose: ChooseColumns;
  exportHref?: string;
  /** Whether rows are being selected; undefined where nothing can be done with several. */
  selecting?: boolean;
  select: () => void;
  /** What rows are put together by, where they can be (`GroupMenu`). */
  groups?: ReactNode;
  /** What phones keep behind a button: where it is, whether it is open, how many of its filters are set. */
  filters?: { id: string; open: boolean; active: number; toggle: () => void };
};

/** What is done with a list as a whole. What the buttons open is made when one of them is first pressed. */
export function ListTools<Row>(props: Props<Row>) {
  const { exportHref, selecting, select, columns, chosen, choose, at, looks, groups, filters } = props;
  const [choosing, setChoosing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  return (
    <div className="list-tools">
      {filters ? (
        <span className="phone-only">
          <Button
            size="small"
            variant="quiet"
            className="whitespace-nowrap"
            aria-expanded={filters.open}
            aria-controls={filters.id}
            onClick={filters.toggle}
          >
            {filters.active > 0 ? `Filter · ${filters.active}` : 'Filter'}
          </Button>
        </span>
      ) : null}
      {groups}
      {selecting === undefined ? null : (
        <Button
          size="small"
          variant="quiet"
          aria-pressed={selecting}
          data-shortcut="x"
          data-shortcut-help="Select the row"
          onClick={select}
        >
          {selecting ? 'Stop selecting' : 'Select'}
        </Button>
      )}
      {looks ? (
        <>
          <Button size="small" variant="quiet" aria-haspopup="dialog" onClick={() => openDialog(viewsDialog)}>
            Views
          </Button>
          <Button
            ref={button}
            size="small"
            variant="quiet"
            aria-haspopup="dialog"
            aria-expanded={choosing}
            // The press outside has closed it by the time that the click arrives.
            onPointerDown={() => {
              wasOpen.current = choosing;
            }}
            onClick={({ detail }) => setChoosing(detail === 0 ? !choosing : !wasOpen.current)}
          >
            Columns
          </Button>
        </>
      ) : null}
      {exportHref ? (
        <>
          <ButtonLink size="small" variant="quiet" href={workbookOf(exportHref)}>
            <span>
              <span className="max-sm:sr-only">Download as </span>Excel
            </span>
          </ButtonLink>
          <ButtonLink size="small" variant="quiet" href={exportHref}>
            <span>
              <span className="sr-only">Download as </span>CSV
            </span>
          </ButtonLink>
          <ButtonLink
            size="small"
            variant="quiet"
            className="max-sm:hidden"
            href={`/exports?of=${encodeURIComponent(exportHref)}`}
          >
            <span>
              <span className="sr-only">Make a file </span>In background
            </span>
          </ButtonLink>
        </>
      ) : null}
      {choosing ? (
        <Suspense>
          <ColumnChooser
            columns={columns as readonly ListColumn<unknown>[]}
            chosen={chosen}
            choose={choose}
            anchor={button}
            close={() => setChoosing(false)}
          />
        </Suspense>
      ) : null}
      {looks ? (
        <DialogsOnDemand ids={dialogs}>
          <ViewsDialog id={viewsDialog} at={at} looks={looks} chosen={chosen} />
        </DialogsOnDemand>
      ) : null}
    </div>
  );
}

/** The address of the same file as a workbook. */
const workbookOf = (href: string) => `${href}${href.includes('?') ? '&' : '?'}file=xlsx`;
