/** Of fewer than so many neither a mean nor a share is told: the next answer could turn it round. */
export const fewest = 5;

/** A figure that rests on `n` answers, with what it lies between, 95 times of 100; null where there are too few. */
export type Estimate = { value: number; low: number; high: number; n: number } | { value: null; n: number };

/** The normal's 97.5th percentile. */
const z = 1.959964;

/** Student's 97.5th percentile for 1 to 30 degrees of freedom. */
const students = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
];

/** The same for any; beyond the table by Cornish and Fisher's expansion, which is right to four digits there. */
export function studentOf(freedom: number): number {
  const known = students[freedom - 1];
  if (known !== undefined) return known;
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
}

/** The mean of scores from 1 to 5, counted by score, with Student's interval, which ends where the scores do. */
export function meanOf(counts: readonly { score: number; n: number }[]): Estimate {
  const n = counts.reduce((sum, one) => sum + one.n, 0);
  if (n < fewest) return { value: null, n };
  const mean = counts.reduce((sum, one) => sum + one.score * one.n, 0) / n;
  const spread = counts.reduce((sum, one) => sum + one.n * (one.score - mean) ** 2, 0) / (n - 1);
  const reach = studentOf(n - 1) * Math.sqrt(spread / n);
  return { value: mean, low: Math.max(1, mean - reach), high: Math.min(5, mean + reach), n };
}

/** The share of `yes` among `n`, 0 to 1, with Wilson's interval, which stays within that and holds for few. */
export function shareOf(yes: number, n: number): Estimate {
  if (n < fewest) return { value: null, n };
  const share = yes / n;
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const reach = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { value: share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach), n };
}

type Moved = { direction: 'up' | 'down' | 'same'; words: string; good: boolean };

/**
 * How a mean or a share moved against what it stands beside, in words: scores by tenths, shares by whole points of a
 * hundred; undefined where one of the two rests on too few.
 */
export function movedOf(
  now: Estimate,
  before: Estimate,
  { scale, than }: { scale: 'score' | 'share'; than: string },
): Moved | undefined {
  if (now.value === null || before.value === null) return undefined;
  const by = now.value - before.value;
  const size = scale === 'score' ? Math.abs(by).toFixed(1) : String(Math.round(Math.abs(by) * 100));
  if (Number(size) === 0) return { direction: 'same', words: `as in ${than}`, good: true };
  const direction = by > 0 ? 'up' : 'down';
  const unit = scale === 'score' ? '' : size === '1' ? ' point' : ' points';
  return { direction, words: `${size}${unit} ${direction} on ${than}`, good: by > 0 };
}
