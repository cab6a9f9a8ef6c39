/**
 * Upper ends of the buckets in milliseconds, each at most a third over the one before, so that a percentile that is read
 * between two ends is off by less. What is told to Prometheus are some of these very ends.
 */
export const bucketEnds = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600,
  800, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000, 30_000, 60_000,
] as const;

/** Counts by bucket, without the empty ones; the key after the last end is for what took longer. */
export type Counts = Record<string, number>;

/** The bucket of a duration: the first end that isn't below it. */
export function bucketOf(ms: number): number {
  let [low, high]: [number, number] = [0, bucketEnds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ms <= (bucketEnds[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Durations, counted by bucket: one write into a typed array each. */
export class Histogram {
  readonly counts = new Uint32Array(bucketEnds.length + 1);
  /** Milliseconds. */
  sum = 0;

  add(ms: number): void {
    const bucket = bucketOf(ms);
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.sum += ms;
  }

  total(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }
}

/** What was counted since `before`, as it is kept. */
export function countsSince(histogram: Histogram, before: Uint32Array): Counts {
  const counts: Counts = {};
  for (const [bucket, count] of histogram.counts.entries()) {
    const more = count - (before[bucket] ?? 0);
    if (more > 0) counts[bucket] = more;
  }
  return counts;
}

/** Two counts as one: those of several processes, or of several minutes. */
export function addCounts(one: Counts, other: Counts): Counts {
  const sum = { ...one };
  for (const [bucket, count] of Object.entries(other)) sum[bucket] = (sum[bucket] ?? 0) + count;
  return sum;
}

/** Counts of durations that were kept one by one. */
export function countsOf(times: readonly number[]): Counts {
  const counts: Counts = {};
  for (const ms of times) counts[bucketOf(ms)] = (counts[bucketOf(ms)] ?? 0) + 1;
  return counts;
}

export const totalOf = (counts: Counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/**
 * Milliseconds that this share of the durations didn't exceed, read between the ends of its bucket; null where nothing
 * was counted. What took longer than the last end is told as that.
 */
export function percentile(counts: Counts, share: number): number | null {
  const total = totalOf(counts);
  if (total === 0) return null;
  const wanted = Math.max(1, share * total);
  let passed = 0;
  for (let bucket = 0; bucket <= bucketEnds.length; bucket += 1) {
    const count = counts[bucket] ?? 0;
    if (passed + count >= wanted) {
      const low = bucket === 0 ? 0 : (bucketEnds[bucket - 1] as number);
      const high = bucketEnds[bucket] ?? low;
      return low + (high - low) * ((wanted - passed) / count);
    }
    passed += count;
  }
  return bucketEnds.at(-1) ?? null;
}
