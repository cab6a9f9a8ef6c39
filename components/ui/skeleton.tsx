import { cx } from './cx';

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
