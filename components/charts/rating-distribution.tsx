'use client';

import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import { ChartFrame } from './chart-frame';
import { ChartTable } from './chart-table';

type RatingDistributionProps = {
  title: string;
  /** How many answers gave each rating; what is missing counts as none. */
  counts: readonly { rating: number; count: number }[];
  /** The best rating. */
  best?: number;
  empty?: string;
};

/** How many of each rating, five on top: number and share at the end of each bar, bars from zero. */
export function RatingDistribution({
  title,
  counts,
  best = 5,
  empty = 'No answers yet.',
}: RatingDistributionProps) {
  const rows = Array.from({ length: best }, (_, step) => {
    const rating = best - step;
    const count = counts.find((entry) => entry.rating === rating)?.count ?? 0;
    return { rating: `${rating} of ${best}`, count };
  });
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <ChartFrame
      title={title}
      unit={`n = ${formatCount(total)}`}
      height={160}
      empty={total ? null : empty}
      table={
        <ChartTable title={title} index="rating" data={rows} series={[{ key: 'count', label: 'Answers' }]} />
      }
    >
      <ul className="flex flex-col gap-2 text-sm">
        {rows.map((row) => (
          <li key={row.rating} className="grid grid-cols-[3.5rem_1fr_5.5rem] items-center gap-3">
            <span className="tabular text-muted">{row.rating}</span>
            <span aria-hidden className="h-4 overflow-hidden rounded-md bg-bone">
              <span className="block h-full bg-chart-1" style={{ width: `${(row.count / most) * 100}%` }} />
            </span>
            <span className="tabular whitespace-nowrap">
              {formatCount(row.count)}
              <span className="text-subtle"> · {formatPercent(total ? row.count / total : 0)}</span>
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
