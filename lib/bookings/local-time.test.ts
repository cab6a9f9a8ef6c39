import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayKey } from '@/lib/platform/format/dates';
import { sayTyped, toInstant, toLocal } from './local-time';

describe('the company’s clock', () => {
  test.each([
    ['Africa/Accra', '2026-12-24T14:00', '2026-12-24T14:00:00.000Z'],
    ['Europe/Paris', '2026-12-24T14:00', '2026-12-24T13:00:00.000Z'],
    ['America/New_York', '2026-07-04T23:30', '2026-07-05T03:30:00.000Z'],
  ])('%s reads %s', (zone, local, utc) => {
    expect(toInstant(local, zone)?.toISOString()).toBe(utc);
  });

  test.each(['2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T25:00', '2026-01-01', 'tomorrow', ''])(
    'refuses %j',
    (local) => {
      expect(toInstant(local, 'Africa/Accra')).toBeUndefined();
    },
  );

  test('refuses the hour that summer time skips', () => {
    expect(toInstant('2026-03-29T02:30', 'Europe/Paris')).toBeUndefined();
  });

  test('takes the first of the hour that comes twice', () => {
    expect(toInstant('2026-10-25T02:30', 'Europe/Paris')?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  test('an evening in New York is the next day in Accra', () => {
    const late = new Date('2026-01-01T03:00Z');
    expect(dayKey(late, 'America/New_York')).toBe('2025-12-31');
    expect(dayKey(late, 'Africa/Accra')).toBe('2026-01-01');
  });

  test('what was typed comes back, whatever the zone', () => {
    const zones = fc.constantFrom('Africa/Accra', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia');
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 20 });
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const instant = new Date(Date.UTC(2020, 0, 1) + minute * 60_000);
        const local = toLocal(instant, zone);
        const back = toInstant(local, zone);
        expect(back && toLocal(back, zone)).toBe(local);
      }),
    );
  });
});

describe('a typed time is said', () => {
  const ghana = { timeZone: 'Africa/Accra', locale: 'en-GH' };
  test.each([
    ['2026-12-05T14:00', 'Sat, 5 Dec 2026, 14:00'],
    ['2026-05-12T00:00', 'Tue, 12 May 2026, 00:00'],
    ['2026-12-05T14:00:00', 'Sat, 5 Dec 2026, 14:00'],
  ])('%s as %s', (typed, said) => {
    expect(sayTyped(typed, ghana)).toBe(said);
  });

  test('and an hour that the clock skips isn’t', () => {
    expect(sayTyped('2026-03-29T02:30', { timeZone: 'Europe/Berlin', locale: 'en-GB' })).toContain('skips');
  });
});
