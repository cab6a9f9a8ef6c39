import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatOffset, instantAt, localeFor, offsetAt, sameClock, wallClock, zoneName } from './zones';

const ms = (iso: string) => Date.parse(iso);
const zones = [
  'UTC',
  'Africa/Accra',
  'Africa/Lagos',
  'Africa/Casablanca',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Europe/London',
  'Europe/Paris',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

describe('a wall clock', () => {
  it.each([
    ['Africa/Accra', '2026-06-13T14:05:00Z', '2026-06-13 14:05'],
    ['America/New_York', '2026-03-08T06:59:59Z', '2026-03-08 01:59'],
    ['America/New_York', '2026-03-08T07:00:00Z', '2026-03-08 03:00'],
    ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01 01:30'],
    ['America/New_York', '2026-11-01T06:30:00Z', '2026-11-01 01:30'],
    ['Asia/Kathmandu', '2026-06-13T18:15:00Z', '2026-06-14 00:00'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01 00:00'],
    ['Pacific/Pago_Pago', '2026-01-01T10:59:00Z', '2025-12-31 23:59'],
    ['Pacific/Apia', '2011-12-30T09:59:00Z', '2011-12-29 23:59'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31 00:00'],
    ['Europe/Paris', '2024-02-29T23:30:00Z', '2024-03-01 00:30'],
  ])('in %s at %s shows %s', (zone, at, expected) => {
    const { year, month, day, hour, minute } = wallClock(zone, ms(at));
    const two = (value: number) => String(value).padStart(2, '0');
    expect(`${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`).toBe(expected);
  });

  test('shows what the engine’s own shows, in any zone at any minute, and never the hour 24', () => {
    const engine = new Map(
      zones.map((timeZone) => [
        timeZone,
        new Intl.DateTimeFormat('en-US', {
          timeZone,
          hourCycle: 'h23',
          weekday: 'short',
          year: 'numeric',
          month: 'numeric',
          day: 'numeric',
          hour: 'numeric',
          minute: 'numeric',
        }),
      ]),
    );
    const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: ms('1972-01-01T00:00:00Z'), max: ms('2099-12-31T00:00:00Z') }),
        (zone, at) => {
          const parts = Object.fromEntries(
            (engine.get(zone)?.formatToParts(at) ?? []).map(({ type, value }) => [type, value]),
          );
          const { weekday, ...figures } = wallClock(zone, at);
          expect(weekdays[weekday]).toBe(parts.weekday);
          for (const [name, figure] of Object.entries(figures))
            expect([name, figure]).toEqual([name, Number(parts[name])]);
          expect(figures.hour).toBeLessThan(24);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('is right every quarter of an hour of the days on which clocks change', () => {
    for (const [zone, day] of [
      ['America/New_York', '2026-03-08'],
      ['America/New_York', '2026-11-01'],
      ['Europe/London', '2026-03-29'],
      ['Africa/Casablanca', '2026-02-15'],
      ['Australia/Lord_Howe', '2026-04-04'],
      ['Pacific/Apia', '2011-12-30'],
    ] as const) {
      const engine = new Intl.DateTimeFormat('en-GB', {
        timeZone: zone,
        hourCycle: 'h23',
        timeStyle: 'short',
      });
      for (let quarter = -96; quarter < 192; quarter += 1) {
        const at = ms(`${day}T00:00:00Z`) + quarter * 900_000;
        const { hour, minute } = wallClock(zone, at);
        expect([zone, at, Number(engine.format(at).slice(0, 2)), Number(engine.format(at).slice(3))]).toEqual(
          [zone, at, hour, minute],
        );
      }
    }
  });

  it('refuses a zone that does not exist', () => {
    expect(() => offsetAt('Africa/Nowhere', 0)).toThrow(RangeError);
  });
});

describe('a zone’s name', () => {
  it.each([
    ['Africa/Accra', 'Ghana time'],
    ['Africa/Lagos', 'Nigeria time'],
    ['Africa/Abidjan', 'Côte d’Ivoire time'],
    ['Africa/Johannesburg', 'South Africa time'],
    ['Europe/London', 'UK time'],
    ['Europe/Paris', 'Paris time'],
    ['America/New_York', 'New York time'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires time'],
    ['America/Port_of_Spain', 'Trinidad time'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['Etc/GMT-5', 'UTC+5'],
    ['Etc/GMT+3', 'UTC−3'],
  ])('%s is %s', (zone, name) => expect(zoneName(zone)).toBe(name));

  it('is never the id that computers use', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) expect(zoneName(zone)).not.toMatch(/[_/=\n]/);
  });

  it('as an offset has halves and quarters of an hour', () => {
    expect(formatOffset('Asia/Kathmandu', 0 + ms('2026-01-01T00:00:00Z'))).toBe('UTC+5:45');
    expect(formatOffset('America/St_Johns', ms('2026-01-01T00:00:00Z'))).toBe('UTC−3:30');
  });
});

describe('the instant that a wall clock shows', () => {
  const at = (zone: string, year: number, month: number, day: number, hour = 0, minute = 0) =>
    new Date(instantAt(zone, { year, month, day, hour, minute })).toISOString();

  it('is of the zone', () => {
    expect(at('Africa/Accra', 2026, 12, 24, 14)).toBe('2026-12-24T14:00:00.000Z');
    expect(at('Asia/Kathmandu', 2026, 1, 1)).toBe('2025-12-31T18:15:00.000Z');
    expect(at('Pacific/Kiritimati', 2026, 1, 1)).toBe('2025-12-31T10:00:00.000Z');
  });

  it('counts on over the end of months and years', () => {
    expect(at('Africa/Accra', 2026, 13, 1)).toBe('2027-01-01T00:00:00.000Z');
    expect(at('Europe/Paris', 2026, 2, 29)).toBe('2026-02-28T23:00:00.000Z');
  });

  it('is the first of those that come twice', () => {
    expect(at('Europe/Paris', 2026, 10, 25, 2, 30)).toBe('2026-10-25T00:30:00.000Z');
    expect(at('America/New_York', 2026, 11, 1, 1, 30)).toBe('2026-11-01T05:30:00.000Z');
  });

  it('is later where the clock skips it, also at midnight', () => {
    expect(at('Europe/Paris', 2026, 3, 29, 2, 30)).toBe('2026-03-29T01:30:00.000Z');
    expect(at('Africa/Cairo', 2026, 4, 24)).toBe('2026-04-23T22:00:00.000Z');
  });

  it('shows what it was asked for, whatever the zone', () => {
    const zones = fc.constantFrom(
      'Africa/Accra',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Pacific/Apia',
      'Africa/Cairo',
    );
    fc.assert(
      fc.property(zones, fc.integer({ min: 0, max: 60 * 24 * 365 * 20 }), (zone, minute) => {
        const shown = wallClock(zone, ms('2015-01-01T00:00:00Z') + minute * 60_000);
        expect(wallClock(zone, instantAt(zone, shown))).toEqual(shown);
      }),
    );
  });
});

it('two zones may have the same clock, in winter only', () => {
  expect(sameClock('Africa/Accra', 'Africa/Abidjan', ms('2026-06-13T12:00:00Z'))).toBe(true);
  expect(sameClock('Africa/Accra', 'Europe/London', ms('2026-01-13T12:00:00Z'))).toBe(true);
  expect(sameClock('Africa/Accra', 'Europe/London', ms('2026-06-13T12:00:00Z'))).toBe(false);
});

it.each([
  ['en', 'en-GH', 'en-GH'],
  ['tw', 'en-GH', 'en-GH'],
  ['fr', 'en-GH', 'fr-FR'],
  ['fr', 'fr-CI', 'fr-CI'],
  ['en', 'fr-CI', 'en-GB'],
  ['tw', 'fr-CI', 'en-GB'],
  ['de', 'en-GH', 'en-GH'],
])('a reader of %s at a company of %s reads dates as in %s', (language, home, locale) =>
  expect(localeFor(language, home)).toBe(locale),
);
