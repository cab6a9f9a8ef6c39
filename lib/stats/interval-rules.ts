/** Of the normal distribution: 19 of 20 lie within. */
const z = 1.959963984540054;

/** Of fewer than so many neither a mean nor a share is told: the next answer could turn it round. */
export const enough = 5;

type Interval = readonly [number, number];

/**
 * Where the true share is, 19 times of 20, when `k` of `n` were counted: Wilson's score interval (1927), which stays
 * within 0 and 1 and is right for few as well.
 */
export function shareInterval(k: number, n: number): Interval | null {
  if (n < enough) return null;
  const share = k / n;
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const middle = share + (z * z) / (2 * n);
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}

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

/** Where the true mean is, 19 times of 20, from `n` values with this mean and standard deviation (of a sample). */
export function meanInterval({
  n,
  mean,
  deviation,
}: {
  n: number;
  mean: number;
  deviation: number;
}): Interval | null {
  if (n < enough) return null;
  const spread = (studentOf(n - 1) * deviation) / Math.sqrt(n);
  return [mean - spread, mean + spread];
}

/** The mean of scores from 1 to 5 that were counted by score, and where the true one is. */
export function ofScores(counts: readonly { score: number; n: number }[]) {
  const n = counts.reduce((sum, one) => sum + one.n, 0);
  if (n === 0) return { n, mean: null, interval: null };
  const mean = counts.reduce((sum, one) => sum + one.score * one.n, 0) / n;
  const squares = counts.reduce((sum, one) => sum + one.n * (one.score - mean) ** 2, 0);
  const found = meanInterval({ n, mean, deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 });
  // No score is below 1 or above 5.
  return { n, mean, interval: found && ([Math.max(1, found[0]), Math.min(5, found[1])] as const) };
}
