import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enough } from '@/lib/stats/interval-rules';
import { meanOf, movedOf, shareOf } from './estimate-rules';

test('a mean lies within what Student says of it', () => {
  // 3, 4, 4, 5, 5: mean 4.2, standard deviation 0.8367, 2.7764 × 0.8367 / √5 = 1.0389
  const told = meanOf([
    { score: 3, n: 1 },
    { score: 4, n: 2 },
    { score: 5, n: 2 },
  ]);
  expect(told).toMatchObject({ n: 5, high: 5 });
  expect(told.value).toBeCloseTo(4.2, 10);
  expect('low' in told && told.low).toBeCloseTo(3.1611, 3);
});

test('a share lies within what Wilson says of it', () => {
  const told = shareOf(8, 10);
  expect('low' in told && told.low).toBeCloseTo(0.4902, 4);
  expect('high' in told && told.high).toBeCloseTo(0.9433, 4);
  // All of ten isn't all of everybody.
  for (const [yes, low, high] of [
    [10, 0.7225, 1],
    [0, 0, 0.2775],
  ] as const) {
    const all = shareOf(yes, 10);
    expect('low' in all && all.low).toBeCloseTo(low, 4);
    expect('high' in all && all.high).toBeCloseTo(high, 4);
  }
});

test('of too few nothing is told but how many', () => {
  for (let n = 0; n < enough; n += 1) {
    expect(shareOf(n, n)).toEqual({ value: null, n });
    expect(meanOf([{ score: 5, n }])).toEqual({ value: null, n });
  }
});

test('an interval holds its figure and stays where figures can be', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4000), { minLength: 5, maxLength: 5 }), (counts) => {
      const mean = meanOf(counts.map((n, at) => ({ score: at + 1, n })));
      if (mean.value !== null) {
        expect(mean.low).toBeLessThanOrEqual(mean.value + 1e-9);
        expect(mean.high).toBeGreaterThanOrEqual(mean.value - 1e-9);
        expect(mean.low).toBeGreaterThanOrEqual(1);
        expect(mean.high).toBeLessThanOrEqual(5);
      }
    }),
  );
});

test('how a mean or a share moved is said in its own measure, and only where both rest on enough', () => {
  const of = (value: number) => ({ value, low: value, high: value, n: 9 });
  const than = 'the days before';
  expect(movedOf(of(4.5), of(4.2), { scale: 'score', than })).toMatchObject({
    direction: 'up',
    words: '0.3 up on the days before',
  });
  expect(movedOf(of(0.5), of(0.51), { scale: 'share', than })).toMatchObject({
    words: '1 point down on the days before',
    good: false,
  });
  expect(movedOf(of(4.21), of(4.2), { scale: 'score', than })).toMatchObject({ direction: 'same' });
  expect(movedOf({ value: null, n: 2 }, of(4.2), { scale: 'score', than })).toBeUndefined();
});
