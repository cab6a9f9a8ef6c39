import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  daysFrom,
  endWith,
  isDay,
  onDay,
  spanOf,
  turn,
  weekOf,
} from './days';

describe('days of the calendar', () => {
  test('are counted over the ends of months and years, in leap years too', () => {
    expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(addMonths('2028-03-31', -1)).toBe('2028-02-29');
    expect(addMonths('2027-12-15', 1)).toBe('2028-01-15');
  });

  test.each(['2027-02-29', '2027-13-01', '2027-1-1', '0000-01-01', '9999-12-31', 'today', ''])(
    '%j is none',
    (text) => expect(isDay(text)).toBe(false),
  );

  test('weeks begin on Monday, and a month’s page holds all of its days', () => {
    expect(weekOf('2026-12-12')).toBe('2026-12-07');
    expect(weekOf('2026-12-07')).toBe('2026-12-07');
    expect(weekOf('2026-12-13')).toBe('2026-12-07');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (days) => {
        const day = addDays('1970-01-01', days);
        const shown = daysFrom(spanOf('month', day));
        const month = day.slice(0, 7);
        const last = addDays(addMonths(`${month}-01`, 1), -1);
        expect(shown).toHaveLength(42);
        expect(shown).toContain(`${month}-01`);
        expect(shown).toContain(last);
        expect(new Date(`${shown[0]}T00:00:00Z`).getUTCDay()).toBe(1);
      }),
    );
  });

  test('there and back is where one was, except at the end of a month', () => {
    for (const view of ['week', 'day', 'agenda'] as const)
      expect(turn(view, turn(view, '2026-12-12', 1), -1)).toBe('2026-12-12');
    expect(turn('month', turn('month', '2026-12-12', -1), 1)).toBe('2026-12-12');
  });
});

test('an event that is moved keeps its hour and its length by the clock', () => {
  expect(onDay('2026-12-12T20:00', '2027-01-02')).toBe('2027-01-02T20:00');
  const was = { start: '2026-12-12T20:00', end: '2026-12-13T02:00' };
  expect(endWith('2027-02-28T20:00', was)).toBe('2027-03-01T02:00');
});
