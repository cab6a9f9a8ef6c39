import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report } from './document';
import { estimatedCells, partOf, scoreOf, scoreOfSums } from './estimated';
import { recordsOf } from './file-records';

const writing = { currency: 'GHS', locale: 'en-GB' };

test('a mean is the same by scores and by sums, and lies within its range', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 40 }), (stars) => {
      const counts = [1, 2, 3, 4, 5].map((score) => ({
        score,
        n: stars.filter((star) => star === score).length,
      }));
      const sum = (of: (star: number) => number) => stars.reduce((all, star) => all + of(star), 0);
      const bySums = scoreOfSums({
        n: stars.length,
        sum: sum((star) => star),
        squares: sum((star) => star * star),
      });
      const { value, n, interval } = scoreOf(counts);
      expect(n).toBe(stars.length);
      expect(value === null).toBe(stars.length < 5);
      if (value === null || !interval || !bySums.interval) return;
      expect(bySums.value).toBeCloseTo(value);
      for (const end of [0, 1] as const) expect(bySums.interval[end]).toBeCloseTo(interval[end], 6);
      expect(interval[0] - 1e-9).toBeLessThanOrEqual(value);
      expect(interval[1] + 1e-9).toBeGreaterThanOrEqual(value);
    }),
  );
});

test('a file has what a mean rests on beside it, and only there', () => {
  const report = {
    ...{ key: 'feedback', title: 'Feedback', figures: [], narrowed: ['Venue: Villa'] },
    range: { since: '2026-03-01', until: '2026-03-31', today: '2026-04-02', before: null, bucket: 'day' },
    tables: [
      {
        ...{ key: 'types', title: 'By type' },
        columns: [
          { head: 'Type', format: 'text' },
          { head: 'Satisfaction', format: 'score' },
          { head: 'Ratings', format: 'count' },
        ],
        rows: [
          estimatedCells(['Wedding', scoreOf([{ score: 4, n: 6 }]), 6]),
          estimatedCells(['Other', scoreOf([{ score: 4, n: 2 }]), 2]),
        ],
        sum: ['Sum', null, 8],
      },
    ],
  } satisfies Report;
  const lines = recordsOf(report, writing);
  expect(lines).toContainEqual(['Venue: Villa']);
  expect(lines.slice(-4)).toEqual([
    [
      'Type',
      'Satisfaction',
      'Satisfaction: n',
      'Satisfaction: from (95 %)',
      'Satisfaction: to (95 %)',
      'Ratings',
    ],
    ['Wedding', 4, 6, 4, 4, 6],
    ['Other', null, 2, null, null, 2],
    ['Sum', null, null, null, null, 8],
  ]);
});

test('of fewer than five no share is told, but how many there were is', () => {
  expect(partOf(2, 4)).toEqual({ value: null, n: 4, interval: null });
  expect(partOf(3, 5)).toMatchObject({ value: 0.6, n: 5 });
});
