import { expect, test } from 'vitest';
import { meanInterval, ofScores, shareInterval } from './interval-rules';
import { kindsOf, marginOf } from './menu/engineering-rules';

test('a share has Wilson’s interval, also at its ends, and none of a few', () => {
  // Newcombe (1998), table I: 81 of 263.
  const [low, high] = shareInterval(81, 263) ?? [0, 0];
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
  expect(shareInterval(0, 20)?.[0]).toBe(0);
  expect(shareInterval(20, 20)?.[1]).toBeCloseTo(1, 10);
  expect(shareInterval(2, 4)).toBeNull();
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

test('dishes are told apart by covers and by what a cover leaves', () => {
  const dish = (name: string, covers: number, margin: number) => ({ name, covers, margin });
  const dishes = [
    dish('star', 100, 900),
    dish('horse', 100, 100),
    dish('puzzle', 20, 900),
    dish('dog', 20, 100),
  ];
  const kind = kindsOf(dishes);
  expect(dishes.map((one) => kind?.(one))).toEqual(['star', 'plough_horse', 'puzzle', 'dog']);
  expect(kindsOf(dishes.slice(1))).toBeUndefined();
  expect(kindsOf(dishes.map((one) => ({ ...one, covers: 0 })))).toBeUndefined();
});

test('a cover of a tray leaves its share, one without a cost nothing that is known', () => {
  const dish = { unit: 'guest', price: 2500, feeds: null, cost: 1000 };
  expect(marginOf(dish)).toBe(1500);
  expect(marginOf({ ...dish, unit: 'tray', feeds: 10 })).toBe(150);
  expect(marginOf({ ...dish, cost: null })).toBeUndefined();
  expect(marginOf({ ...dish, unit: 'flat' })).toBeUndefined();
});
