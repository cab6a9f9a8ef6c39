import { expect, test } from 'vitest';
import { meanInterval, ofScores, shareInterval, studentOf } from './interval-rules';

test('a share has Wilson’s interval, also at its ends, and none of a few', () => {
  // Newcombe (1998), table I: 81 of 263.
  const [low, high] = shareInterval(81, 263) ?? [0, 0];
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
  expect(shareInterval(0, 20)?.[0]).toBe(0);
  expect(shareInterval(20, 20)?.[1]).toBeCloseTo(1, 10);
  expect(shareInterval(2, 4)).toBeNull();
});

test('Student’s percentile is the tables’, within the table and beyond', () => {
  for (const [freedom, expected] of [
    [1, 12.7062],
    [4, 2.7764],
    [30, 2.0423],
    [31, 2.0395],
    [60, 2.0003],
    [120, 1.9799],
    [100_000, 1.96],
  ] as const)
    expect(studentOf(freedom)).toBeCloseTo(expected, 3);
});

test.each([
  [5, 2.7764],
  [10, 2.2622],
  [30, 2.0452],
  [1000, 1.9623],
])('a mean of %i has the interval of Student’s t', (n, t) => {
  const [low, high] = meanInterval({ n, mean: 0, deviation: Math.sqrt(n) }) ?? [0, 0];
  expect(high).toBeCloseTo(t, 2);
  expect(low).toBeCloseTo(-t, 2);
});

test('scores have their mean, within what a score can be, and none where nobody gave one', () => {
  expect(ofScores([])).toEqual({ n: 0, mean: null, interval: null });
  const { n, mean, interval } = ofScores([
    { score: 5, n: 9 },
    { score: 1, n: 1 },
  ]);
  expect([n, mean]).toEqual([10, 4.6]);
  expect(interval?.[1]).toBe(5);
});
