import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addCounts,
  bucketEnds,
  bucketOf,
  countsOf,
  countsSince,
  Histogram,
  percentile,
  totalOf,
} from './histogram';

const duration = fc.double({ min: 0, max: 59_999, noNaN: true });

test('a duration is in the bucket whose end is the first that isn’t below it', () => {
  fc.assert(
    fc.property(duration, (ms) => {
      const bucket = bucketOf(ms);
      expect(ms).toBeLessThanOrEqual(bucketEnds[bucket] as number);
      if (bucket > 0) expect(ms).toBeGreaterThan(bucketEnds[bucket - 1] as number);
    }),
  );
  expect(bucketOf(60_000.1)).toBe(bucketEnds.length);
});

test('a percentile is in the bucket of the duration that it stands for', () => {
  fc.assert(
    fc.property(
      fc.array(duration, { minLength: 1, maxLength: 300 }),
      fc.constantFrom(0.5, 0.95, 0.99),
      (times, share) => {
        const sorted = [...times].sort((one, other) => one - other);
        const exact = sorted[Math.max(0, Math.ceil(share * times.length) - 1)] as number;
        expect(bucketOf(percentile(countsOf(times), share) ?? -1)).toBe(bucketOf(exact));
      },
    ),
  );
  expect(percentile({}, 0.95)).toBeNull();
});

test('counts of two processes are those of all their durations', () => {
  fc.assert(
    fc.property(fc.array(duration), fc.array(duration), (one, other) => {
      expect(addCounts(countsOf(one), countsOf(other))).toEqual(countsOf([...one, ...other]));
      expect(totalOf(countsOf(one))).toBe(one.length);
    }),
  );
});

test('what was counted since a moment is what came after it', () => {
  const histogram = new Histogram();
  for (const ms of [1, 5, 5000]) histogram.add(ms);
  const before = histogram.counts.slice();
  for (const ms of [5, 70_000]) histogram.add(ms);
  expect(countsSince(histogram, before)).toEqual(countsOf([5, 70_000]));
  expect(histogram.sum).toBe(75_011);
});
