import type { ReactNode } from 'react';
import { cx } from './cx';

export type Fact = { term: ReactNode; value: ReactNode; key?: string };

type DescriptionListProps = {
  facts: readonly Fact[];
  /** Terms over values in columns, for a few short facts. */
  columns?: boolean;
  /** Values at the right edge, for amounts. */
  amounts?: boolean;
};

/** Facts about one thing. A value that isn't known is a dash that says so. */
export function DescriptionList({ facts, columns, amounts }: DescriptionListProps) {
  return (
    <dl className={cx('text-sm', columns ? 'grid grid-cols-2 gap-x-6 gap-y-4 md:grid-cols-3' : 'divide-y')}>
      {facts.map((fact, index) => (
        <div
          key={fact.key ?? (typeof fact.term === 'string' ? fact.term : index)}
          className={cx(
            columns && 'flex min-w-0 flex-col gap-0.5',
            !columns && 'flex gap-4 py-2 sm:items-baseline',
            !columns && (amounts ? 'justify-between' : 'max-sm:flex-col max-sm:gap-0.5'),
          )}
        >
          <dt className={cx('text-muted', !columns && !amounts && 'sm:w-40 sm:shrink-0')}>{fact.term}</dt>
          <dd
            dir="auto"
            className={cx('min-w-0 break-words', amounts && 'tabular whitespace-nowrap text-end')}
          >
            {fact.value ?? <Unknown />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Unknown() {
  return (
    <span className="text-subtle">
      <span aria-hidden>–</span>
      <span className="sr-only">not known</span>
    </span>
  );
}
