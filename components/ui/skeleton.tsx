import { cx } from './cx';

const widths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-3/4', 'w-1/3'];
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A grey place of a given shape. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cx('block rounded-md bg-bone animate-breathe', className)} />;
}

function Loading({ label }: { label: string }) {
  return (
    <p role="status" className="sr-only">
      {label}
    </p>
  );
}

/** The head of a page that is on its way. */
export function PageHeadSkeleton() {
  return (
    <div className="mb-6 flex items-start justify-between gap-6">
      <div className="flex flex-1 flex-col gap-2">
        <Skeleton className="h-7 w-64 max-w-full" />
        <Skeleton className="h-5 w-80 max-w-full" />
      </div>
      <Skeleton className="h-control w-32 max-sm:hidden" />
    </div>
  );
}

/** Rows of a list: lines of 40 px, cards on phones. */
export function TableSkeleton({ rows = 10, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <div>
      <Loading label="Loading the list" />
      <div aria-hidden className="h-9 border-b max-sm:hidden" />
      {numbers(rows).map((row) => (
        <div key={row} className="flex min-h-row items-center gap-6 border-b max-sm:h-19">
          {numbers(columns).map((column) => (
            <div key={column} className={cx('flex-1', column > 1 && 'max-sm:hidden')}>
              <Skeleton className={cx('h-4', widths[(row + column * 2) % widths.length])} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Figures side by side. */
export function FiguresSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div className="grid grid-cols-2 gap-x-6 border-y lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
      <Loading label="Loading the figures" />
      {numbers(count).map((index) => (
        <div key={index} className="flex flex-col gap-1.5 py-3">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-8 w-28" />
          <Skeleton className="h-4 w-20" />
        </div>
      ))}
    </div>
  );
}

/** A thing with its facts at the left and a timeline at the right. */
export function DetailSkeleton() {
  return (
    <div>
      <Loading label="Loading" />
      <PageHeadSkeleton />
      <div className="grid gap-8 lg:grid-cols-[1fr_20rem]">
        <div className="flex flex-col gap-4">
          <Skeleton className="h-9 w-full max-w-md" />
          {numbers(8).map((row) => (
            <div key={row} className="flex h-row items-center justify-between gap-6 border-b">
              <Skeleton className={cx('h-4', widths[row % widths.length])} />
              <Skeleton className="h-4 w-20" />
            </div>
          ))}
        </div>
        <div className="flex flex-col gap-5">
          {numbers(5).map((row) => (
            <div key={row} className="flex gap-3">
              <Skeleton className="size-7 shrink-0 rounded-full" />
              <div className="flex flex-1 flex-col gap-1.5 pt-1">
                <Skeleton className="h-4 w-3/4" />
                <Skeleton className="h-4 w-1/2" />
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** A form: labels above fields. */
export function FormSkeleton({ fields = 6 }: { fields?: number }) {
  return (
    <div className="flex max-w-xl flex-col gap-5">
      <Loading label="Loading the form" />
      {numbers(fields).map((row) => (
        <div key={row} className="flex flex-col gap-1.5">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-control w-full" />
        </div>
      ))}
    </div>
  );
}

/** A chart of that height. */
export function ChartSkeleton({ height = 220 }: { height?: number }) {
  return (
    <div className="flex items-end gap-3" style={{ height }}>
      <Loading label="Loading the chart" />
      {[45, 70, 55, 85, 60, 75].map((share) => (
        <div key={share} className="flex-1" style={{ height: `${share}%` }}>
          <Skeleton className="h-full" />
        </div>
      ))}
    </div>
  );
}
