/** Of the normal distribution: 19 of 20 lie within. */
const z = 1.959963984540054;

/** Fewer than these say nothing about a mean or a share. */
export const enough = 5;

export type Interval = readonly [number, number];

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

/**
 * Student's t for `freedom` degrees, two-sided 95 %: the normal quantile with its expansion in 1/ν (Abramowitz & Stegun
 * 26.7.5), off by less than 0.002 from four degrees on.
 */
function studentT(freedom: number): number {
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), z);
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
  const spread = (studentT(n - 1) * deviation) / Math.sqrt(n);
  return [mean - spread, mean + spread];
}

/** Mean and deviation of scores that were counted by score. */
export function ofScores(counts: readonly { score: number; n: number }[]) {
  const n = counts.reduce((sum, one) => sum + one.n, 0);
  if (n === 0) return { n, mean: null, interval: null };
  const mean = counts.reduce((sum, one) => sum + one.score * one.n, 0) / n;
  const squares = counts.reduce((sum, one) => sum + one.n * (one.score - mean) ** 2, 0);
  const found = meanInterval({ n, mean, deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : 0 });
  // No score is below 1 or above 5.
  return { n, mean, interval: found && ([Math.max(1, found[0]), Math.min(5, found[1])] as const) };
}
