import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeOf, monthsUpTo } from './rules';

describe('months of the dashboard', () => {
  test('the 31st of March steps back without repeating or skipping a month', () => {
    const months = monthsUpTo({ now: new Date('2026-03-31T12:00Z'), timeZone: 'Africa/Accra', count: 6 });
    expect(months.map((month) => month.key)).toEqual([
      '2025-10',
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
    ]);
  });

  test('follow the company’s clock, not UTC', () => {
    const months = monthsUpTo({ now: new Date('2026-03-31T23:30Z'), timeZone: 'Asia/Tokyo', count: 1 });
    expect(months[0]).toMatchObject({
      key: '2026-04',
      from: new Date('2026-03-31T15:00Z'),
      until: new Date('2026-04-30T15:00Z'),
    });
  });

  test('join without gap or overlap in every zone', () => {
    const zones = fc.constantFrom(
      'Africa/Accra',
      'Europe/Paris',
      'America/New_York',
      'Asia/Kathmandu',
      'Pacific/Apia',
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        zones,
        (now, timeZone) => {
          const months = monthsUpTo({ now, timeZone, count: 12 });
          expect(new Set(months.map((month) => month.key)).size).toBe(12);
          for (let at = 1; at < months.length; at++) expect(months[at]?.from).toEqual(months[at - 1]?.until);
          expect(months.at(-1)?.from.getTime()).toBeLessThanOrEqual(now.getTime());
          expect(months.at(-1)?.until.getTime()).toBeGreaterThan(now.getTime());
        },
      ),
    );
  });
});

test('a change is told in words and only against something', () => {
  expect(changeOf({ now: 12, before: 10 })).toEqual({
    direction: 'up',
    words: '20 % up on the same days of last month',
    good: true,
  });
  expect(changeOf({ now: 5, before: 10 })).toMatchObject({ direction: 'down', good: false });
  // Percents of nothing, or of less than that, there are none.
  expect(changeOf({ now: 5, before: 0 })).toEqual({ direction: 'up', words: 'none before', good: true });
  expect(changeOf({ now: 0, before: 0 })).toBeUndefined();
  expect(changeOf({ now: 5, before: -3 })).toBeUndefined();
});

test('one of a thousand isn’t 100 % down, nothing is', () => {
  expect(changeOf({ now: 1, before: 1000 })?.words).toMatch(/^99 % down/);
  expect(changeOf({ now: 0, before: 1000 })?.words).toMatch(/^100 % down/);
});
