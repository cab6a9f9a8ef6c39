import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysBetween, daysLater, daysOf, inScope, whyLeft } from './rules';

describe('the days of a series', () => {
  test('come every week, every other, or on the same weekday of the month', () => {
    const first = '2027-01-08';
    expect(daysOf({ first, rhythm: 'week', times: 3 })).toEqual(['2027-01-08', '2027-01-15', '2027-01-22']);
    expect(daysOf({ first, rhythm: 'fortnight', times: 3 })).toEqual([
      '2027-01-08',
      '2027-01-22',
      '2027-02-05',
    ]);
    expect(daysOf({ first, rhythm: 'month', times: 3 })).toEqual(['2027-01-08', '2027-02-12', '2027-03-12']);
  });

  test('take the last of a month that has no fifth', () => {
    expect(daysOf({ first: '2027-01-29', rhythm: 'month', times: 4 })).toEqual([
      '2027-01-29',
      '2027-02-26',
      '2027-03-26',
      '2027-04-30',
    ]);
  });

  test('end with the last day, that one among them, and are never more than a year of weeks', () => {
    expect(daysOf({ first: '2027-01-08', rhythm: 'week', until: '2027-01-22' })).toHaveLength(3);
    expect(daysOf({ first: '2027-01-08', rhythm: 'week', until: '2027-01-21' })).toHaveLength(2);
    expect(daysOf({ first: '2027-01-08', rhythm: 'week', until: '2099-01-01' })).toHaveLength(53);
  });

  test('keep their weekday, whatever they begin with', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((n) => daysLater('2020-01-01', n));
    fc.assert(
      fc.property(day, fc.constantFrom('week', 'fortnight', 'month'), (first, rhythm) => {
        const days = daysOf({ first, rhythm, times: 12 });
        const weekday = (one: string) => new Date(`${one}T00:00:00Z`).getUTCDay();
        expect(days[0]).toBe(first);
        expect(new Set(days.map(weekday)).size).toBe(1);
        expect(days.toSorted()).toEqual(days);
        if (rhythm === 'month') expect(new Set(days.map((one) => one.slice(0, 7))).size).toBe(12);
        else expect(new Set(days.slice(1).map((one, n) => daysBetween(days[n] ?? '', one))).size).toBe(1);
      }),
    );
  });
});

test('a change of a series leaves what is over, called off or changed by itself', () => {
  expect(whyLeft({ status: 'confirmed', own: false })).toBeUndefined();
  expect(whyLeft({ status: 'completed', own: false })).toBe('it is completed');
  expect(whyLeft({ status: 'in_progress', own: false })).toBe('it is in progress');
  expect(whyLeft({ status: 'quoted', own: true })).toBe('it was changed by itself');
  const members = [1, 2, 3].map((position) => ({
    id: `${position}`,
    position,
    status: 'quoted' as const,
    own: false,
  }));
  const [, second] = members;
  if (!second) throw new Error('No second');
  expect(inScope(members, second, 'following').map(({ id }) => id)).toEqual(['3']);
  expect(inScope(members, second, 'all').map(({ id }) => id)).toEqual(['1', '3']);
});
