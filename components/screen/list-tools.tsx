'use client';

import { lazy, Suspense, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { openDialog } from '@/components/ui/dialog';
import { DialogsOnDemand } from '@/components/ui/dialogs-on-demand';
import type { FilterChip } from '@/components/ui/filter-chips';
import { Icon } from '@/components/ui/icon';
import { ButtonLink } from '@/components/ui/link';
import { Menu } from '@/components/ui/menu';
import type { ListViews } from '@/lib/lists/queries';
import type { ListAt } from '@/lib/platform/list-filter';
import type { ListColumn } from './shown-columns';

const ColumnChooser = lazy(() => import('./column-chooser'));
const ViewsDialog = lazy(() => import('./views-dialog'));

const viewsDialog = 'list-views';
const dialogs = [viewsDialog];

type Props<Row> = {
  at: ListAt;
  looks?: ListViews;
  columns: readonly ListColumn<Row>[];
  chosen: readonly string[] | null;
  choose: (columns: readonly string[] | null) => void;
  exportHref?: string;
  /** Whether rows are being selected; undefined where nothing can be done with several. */
  selecting?: boolean;
  select: () => void;
  groupings?: readonly FilterChip[];
  /** What phones keep behind a button: where it is, whether it is open, how many of its filters are set. */
  filters?: { id: string; open: boolean; active: number; toggle: () => void };
};

/** What is done with a list as a whole. What the buttons open is made when one of them is first pressed. */
export function ListTools<Row>(props: Props<Row>) {
  const { exportHref, selecting, select, columns, chosen, choose, at, looks, groupings, filters } = props;
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
      {groupings ? <GroupMenu groupings={groupings} /> : null}
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

/** What rows are put together by, under a heading each. */
function GroupMenu({ groupings }: { groupings: readonly FilterChip[] }) {
  const now = groupings.find(({ active, usual }) => active && !usual);
  return (
    <Menu
      label={now ? `Grouped by ${now.label.toLowerCase()}` : 'Group'}
      trigger={now ? `By ${now.label.toLowerCase()}` : 'Group'}
      triggerClassName={buttonStyle({ size: 'small', variant: 'quiet', className: 'whitespace-nowrap' })}
      entries={groupings.map(({ label, href, active }) => ({
        label,
        href,
        ofList: true,
        current: active,
        icon: active ? <Icon name="check" /> : <span className="size-4" />,
      }))}
    />
  );
}

/** The address of the same file as a workbook. */
const workbookOf = (href: string) => `${href}${href.includes('?') ? '&' : '?'}file=xlsx`;
