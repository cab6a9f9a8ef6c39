import { enough, meanInterval, ofScores, shareInterval } from '@/lib/stats/interval-rules';
import type { Basis, ReportRow, Value } from './document';

/** A mean or a share in a cell: null of fewer than are enough. */
type Estimated = Basis & { value: number | null };

/** The mean of scores from 1 to 5, counted by score. */
export function scoreOf(counts: readonly { score: number; n: number }[]): Estimated {
  const { n, mean, interval } = ofScores(counts);
  return { value: n >= enough ? mean : null, n, interval };
}

/** The same of their sum and the sum of their squares. */
export function scoreOfSums({ n, sum, squares }: { n: number; sum: number; squares: number }): Estimated {
  if (n < enough) return { value: null, n, interval: null };
  const mean = sum / n;
  const deviation = Math.sqrt(Math.max(0, (squares - (sum * sum) / n) / (n - 1)));
  const found = meanInterval({ n, mean, deviation });
  return { value: mean, n, interval: found && [Math.max(1, found[0]), Math.min(5, found[1])] };
}

/** The mean of amounts, none below zero, that come to `sum` and lie so far apart. */
export function amountOf({
  n,
  sum,
  deviation,
}: {
  n: number;
  sum: number;
  deviation: number | null;
}): Estimated {
  if (n < enough || deviation === null) return { value: null, n, interval: null };
  const found = meanInterval({ n, mean: sum / n, deviation });
  return { value: sum / n, n, interval: found && [Math.max(0, found[0]), found[1]] };
}

/** `k` of `n`, from 0 to 1. */
export const partOf = (k: number, n: number): Estimated => ({
  value: n >= enough ? k / n : null,
  n,
  interval: shareInterval(k, n),
});

const isEstimated = (cell: Value | Estimated): cell is Estimated => typeof cell === 'object' && cell !== null;

/** The cells of a row, some of them means or shares that say what they rest on. */
export function estimatedCells(cells: readonly (Value | Estimated)[]): Pick<ReportRow, 'cells' | 'basis'> {
  return {
    cells: cells.map((cell) => (isEstimated(cell) ? cell.value : cell)),
    basis: cells.map((cell) => (isEstimated(cell) ? { n: cell.n, interval: cell.interval } : undefined)),
  };
}
