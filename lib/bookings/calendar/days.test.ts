import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  byDay,
  daysBetween,
  daysFrom,
  daysOf,
  endWith,
  isDay,
  onDay,
  spanOf,
  turn,
  weekOf,
} from './days';

const event = (startsAt: string, endsAt: string, id = '1') => ({
  id,
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
});

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

describe('an event', () => {
  test('across midnight is on both days, one that ends at midnight on the first only', () => {
    const accra = 'Africa/Accra';
    expect(daysOf(event('2026-12-12T20:00Z', '2026-12-13T02:00Z'), accra)).toEqual([
      '2026-12-12',
      '2026-12-13',
    ]);
    expect(daysOf(event('2026-12-12T20:00Z', '2026-12-13T00:00Z'), accra)).toEqual(['2026-12-12']);
  });

  test('is of the company’s days, west and east of UTC', () => {
    const late = event('2026-12-13T04:00Z', '2026-12-13T07:00Z');
    expect(daysOf(late, 'America/Los_Angeles')).toEqual(['2026-12-12']);
    expect(daysOf(late, 'Pacific/Kiritimati')).toEqual(['2026-12-13']);
    const eve = event('2026-12-12T09:30Z', '2026-12-12T10:30Z');
    expect(daysOf(eve, 'Pacific/Kiritimati')).toEqual(['2026-12-12', '2026-12-13']);
  });

  test('in the nights in which clocks change, of 23 and of 25 hours', () => {
    const berlin = 'Europe/Berlin';
    expect(daysOf(event('2026-03-28T22:00Z', '2026-03-29T01:30Z'), berlin)).toEqual([
      '2026-03-28',
      '2026-03-29',
    ]);
    expect(daysOf(event('2026-10-24T23:00Z', '2026-10-25T22:59Z'), berlin)).toEqual(['2026-10-25']);
  });

  test('stands in its days in the order of beginning', () => {
    const days = byDay(
      [
        event('2026-12-12T18:00Z', '2026-12-12T20:00Z', 'b'),
        event('2026-12-11T20:00Z', '2026-12-12T03:00Z', 'c'),
        event('2026-12-12T18:00Z', '2026-12-12T19:00Z', 'a'),
      ],
      'Africa/Accra',
    );
    expect(days.get('2026-12-12')?.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(days.get('2026-12-11')?.map(({ id }) => id)).toEqual(['c']);
  });

  test('that is moved keeps its hour and its length by the clock', () => {
    expect(onDay('2026-12-12T20:00', '2027-01-02')).toBe('2027-01-02T20:00');
    const was = { start: '2026-12-12T20:00', end: '2026-12-13T02:00' };
    expect(endWith('2027-02-28T20:00', was)).toBe('2027-03-01T02:00');
  });
});
