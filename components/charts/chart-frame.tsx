'use client';

import { type ReactNode, useId, useState } from 'react';
import { Icon } from '@/components/ui/icon';

type ChartFrameProps = {
  title: string;
  /** What the values are: "GHS", "bookings". */
  unit?: string;
  /** Nothing to draw: said instead of the chart. */
  empty?: string | null;
  /** The same numbers as a table. */
  table: ReactNode;
  /** Swatches, names and latest values. */
  legend?: ReactNode;
  children: ReactNode;
  height: number;
};

/** Around every chart: its title, the other view of the same numbers, and the words for nothing. */
export function ChartFrame({ title, unit, empty, table, legend, children, height }: ChartFrameProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure aria-labelledby={id} className="flex min-w-0 flex-col gap-3">
      <figcaption className="flex min-h-8 items-center justify-between gap-3">
        <span className="min-w-0">
          <span id={id} className="font-medium text-sm">
            {title}
          </span>
          {unit ? <span className="text-subtle text-xs"> · {unit}</span> : null}
        </span>
        {empty ? null : (
          <button
            type="button"
            aria-pressed={asTable}
            onClick={() => setAsTable((before) => !before)}
            className="flex min-h-8 shrink-0 items-center gap-1.5 rounded-md px-2 text-muted text-xs hover:bg-hover hover:text-ink pointer-coarse:min-h-11"
          >
            {asTable ? (
              <Icon name="reports" className="size-3.5" />
            ) : (
              <Icon name="table" className="size-3.5" />
            )}
            {asTable ? 'Show chart' : 'Show table'}
          </button>
        )}
      </figcaption>
      {empty ? (
        <p
          className="flex items-center justify-center rounded-md border border-dashed px-4 text-center text-muted text-sm"
          style={{ height: Math.min(height, 160) }}
        >
          {empty}
        </p>
      ) : asTable ? (
        table
      ) : (
        <>
          {legend}
          {children}
        </>
      )}
    </figure>
  );
}
