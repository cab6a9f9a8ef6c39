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
