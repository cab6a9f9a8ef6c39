import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOfQuiet, isDaytime, isTomorrow } from './quiet-hours';

const hour = 3_600_000;

describe('quiet hours', () => {
  const night = { from: 21 * 60, until: 8 * 60 };
  test.each([
    ['2026-11-22T20:59Z', 'Africa/Accra', undefined],
    ['2026-11-22T21:00Z', 'Africa/Accra', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T07:59Z', 'Africa/Accra', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00Z', 'Africa/Accra', undefined],
    ['2026-11-22T20:59Z', 'Europe/Paris', '2026-11-23T07:00:00.000Z'],
    // The night in which Paris turns its clocks forward and back.
    ['2026-03-28T22:00Z', 'Europe/Paris', '2026-03-29T06:00:00.000Z'],
    ['2026-10-24T22:00Z', 'Europe/Paris', '2026-10-25T07:00:00.000Z'],
  ])('%s in %s', (at, timeZone, end) => {
    expect(endOfQuiet({ ...night, timeZone }, new Date(at))?.toISOString()).toBe(end);
  });

  test('the end is ahead, within a day, and not quiet', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    const zone = fc.constantFrom(
      'Africa/Accra',
      'Europe/Paris',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Auckland',
    );
    const at = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(minutes, minutes, zone, at, (from, until, timeZone, now) => {
        const quiet = { from, until, timeZone };
        const end = endOfQuiet(quiet, now);
        if (!end) return;
        expect(end.getTime()).toBeGreaterThan(now.getTime());
        expect(end.getTime() - now.getTime()).toBeLessThanOrEqual(26 * hour);
      }),
    );
  });

  test('tomorrow is the company’s', () => {
    const event = new Date('2026-11-23T23:30Z');
    expect(isTomorrow(event, new Date('2026-11-22T23:59Z'), 'Africa/Accra')).toBe(true);
    expect(isTomorrow(event, new Date('2026-11-22T22:59Z'), 'Europe/Paris')).toBe(false);
    expect(isTomorrow(event, new Date('2026-11-22T23:00Z'), 'Europe/Paris')).toBe(true);
  });
});

test.each([
  ['2026-11-23T08:59Z', 'Africa/Accra', false],
  ['2026-11-23T09:00Z', 'Africa/Accra', true],
  ['2026-11-23T17:59Z', 'Africa/Accra', true],
  ['2026-11-23T18:00Z', 'Africa/Accra', false],
  ['2026-11-23T08:00Z', 'Europe/Paris', true],
])('daytime at %s in %s: %s', (at, timeZone, is) => {
  expect(isDaytime(new Date(at), timeZone)).toBe(is);
});
