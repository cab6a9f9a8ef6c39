import { Star } from 'lucide-react';
import { cx } from '@/components/ui/cx';

const steps = [1, 2, 3, 4, 5];

/** A rating of 5 as stars and figure; says so where none was given. */
export function Rating({ value, large = false }: { value: number | null; large?: boolean }) {
  if (value === null) return <span className="text-muted">No rating</span>;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span aria-hidden className="inline-flex">
        {steps.map((step) => (
          <Star
            key={step}
            className={cx(
              large ? 'size-5' : 'size-3.5',
              step <= value ? 'fill-attention text-attention' : 'text-field-line',
            )}
          />
        ))}
      </span>
      <span className={cx('tabular font-medium', large && 'text-base')}>
        <span className="sr-only">Rated </span>
        {value}
        <span className="sr-only"> of 5</span>
      </span>
    </span>
  );
}
