import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  dayKey,
  formatCalendarDate,
  formatDate,
  formatDateTime,
  formatDay,
  formatEventStart,
  formatEventTime,
  formatFullDay,
  formatLongDate,
  formatLongDay,
  formatLongMonth,
  formatMonth,
  formatRelative,
  formatShort,
  formatSpan,
  formatTime,
  formatWithZone,
} from './dates';

const ghana = { timeZone: 'Africa/Accra', locale: 'en-GH' };
const york = { timeZone: 'America/New_York', locale: 'en-US' };
const paris = { timeZone: 'Europe/Paris', locale: 'fr-FR' };
const at = '2026-09-12T14:05:00Z';

describe('a moment', () => {
  test('in each of the room’s forms', () => {
    expect(formatDate(at, ghana)).toBe('12 Sep 2026');
    expect(formatDay(at, ghana)).toBe('Sat, 12 Sep');
    expect(formatFullDay(at, ghana)).toBe('Sat, 12 Sep 2026');
    expect(formatLongDay(at, ghana)).toBe('Saturday, 12 September 2026');
    expect(formatLongDate(at, ghana)).toBe('12 September 2026');
    expect(formatMonth(at, ghana)).toBe('Sep 26');
    expect(formatLongMonth(at, ghana)).toBe('September 2026');
    expect(formatTime(at, ghana)).toBe('14:05');
    expect(formatDateTime(at, ghana)).toBe('12 Sep 2026, 14:05');
    expect(formatShort(at, ghana)).toBe('12 Sep, 14:05');
    expect(formatEventStart(at, ghana)).toBe('Sat, 12 Sep 2026, 14:05');
    expect(formatWithZone(at, ghana)).toBe('Sat, 12 Sep 2026, 14:05 Ghana time');
  });

  test('for an American and for a French company', () => {
    expect(formatEventStart(at, york)).toBe('Sat, Sep 12, 2026, 10:05');
    expect(formatDay(at, york)).toBe('Sat, Sep 12');
    expect(formatLongDay(at, york)).toBe('Saturday, September 12, 2026');
    expect(formatEventStart(at, paris)).toBe('sam. 12 sept. 2026, 16:05');
    expect(formatLongDay(at, paris)).toBe('samedi 12 septembre 2026');
    expect(formatLongDay('2026-05-01T10:00:00Z', paris)).toBe('vendredi 1er mai 2026');
    expect(formatMonth(at, paris)).toBe('sept. 26');
  });

  test('in another language is by our calendar, in the digits 0–9, in 24 hours', () => {
    expect(formatDateTime(at, { timeZone: 'Asia/Riyadh', locale: 'ar-SA' })).toMatch(/12 .* 2026, 17:05$/);
    expect(formatDateTime(at, { timeZone: 'Asia/Bangkok', locale: 'th-TH' })).toMatch(/2026, 21:05$/);
    expect(formatDateTime(at, { timeZone: 'Africa/Cairo', locale: 'ar-EG' })).toMatch(/^12 .* 2026, 17:05$/);
    expect(formatEventStart(at, { timeZone: 'Europe/Berlin', locale: 'de-DE' })).toMatch(
      /12\. Sep.* 2026, 16:05$/,
    );
  });

  test('midnight is 00:00 in every language and zone, never 24:00, never am or pm', () => {
    for (const locale of ['en-GH', 'en-US', 'en-GB', 'fr-FR', 'tw', 'ar-EG', 'ja-JP', 'ko-KR']) {
      expect(formatEventStart('2026-06-13T00:00:00Z', { timeZone: 'Africa/Accra', locale })).toMatch(
        /, 00:00$/,
      );
      expect(formatShort('2026-06-13T04:00:00Z', { timeZone: 'America/New_York', locale })).toMatch(
        /, 00:00$/,
      );
    }
  });

  test('is of the day it is where the company is', () => {
    expect(formatFullDay('2026-01-01T04:59:00Z', york)).toBe('Wed, Dec 31, 2025');
    expect(formatFullDay('2026-01-01T05:00:00Z', york)).toBe('Thu, Jan 1, 2026');
    expect(formatFullDay('2026-12-31T10:00:00Z', { timeZone: 'Pacific/Kiritimati', locale: 'en-GB' })).toBe(
      'Fri, 1 Jan 2027',
    );
    expect(formatFullDay('2024-02-29T12:00:00Z', ghana)).toBe('Thu, 29 Feb 2024');
    expect(dayKey('2026-01-01T04:59:00Z', york.timeZone)).toBe('2025-12-31');
  });

  test('comes as a Date, as JSON and as PostgreSQL spells it', () => {
    for (const same of [
      new Date(at),
      '2026-09-12T14:05:00.000Z',
      '2026-09-12T14:05:00+00:00',
      '2026-09-12T16:05:00.123456+02:00',
      '2026-09-12 14:05:00+00',
      '2026-09-12 14:05:00.123456+00',
      '2026-09-12 19:50:00+05:45',
    ])
      expect(formatEventStart(same, ghana)).toBe('Sat, 12 Sep 2026, 14:05');
  });

  it.each(['2026-09-12', '2026-09-12T14:05', '2026-09-12 14:05:00', 'tomorrow', '', '2026-02-30T99:00:00Z'])(
    '"%s" is none: it is refused, not guessed',
    (text) => expect(() => formatDate(text, ghana)).toThrow(RangeError),
  );
  test('a broken Date is refused', () => {
    expect(() => formatDate(new Date('x'), ghana)).toThrow(RangeError);
  });

  test('is the same text whatever zone the reader’s computer is in', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        (moment) => {
          expect(formatEventStart(moment, york)).toBe(formatEventStart(moment.toISOString(), york));
          expect(formatEventStart(moment, york)).toMatch(
            /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat), [A-Z][a-z]{2} \d{1,2}, \d{4}, ([01]\d|2[0-3]):[0-5]\d$/,
          );
        },
      ),
    );
  });

  test('in American English is what the engine writes', () => {
    const engine = new Intl.DateTimeFormat('en-US', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'America/New_York',
    });
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        (moment) => {
          expect(formatFullDay(moment, york)).toBe(engine.format(moment));
        },
      ),
    );
  });
});

describe('an event’s time', () => {
  const said = (startsAt: string, endsAt: string, where = ghana) =>
    formatEventTime({ startsAt, endsAt }, where);

  it('names the second day only past midnight', () => {
    expect(said('2026-06-13T14:00:00Z', '2026-06-13T18:00:00Z')).toBe('Sat, 13 Jun 2026, 14:00–18:00');
    expect(said('2026-06-13T20:00:00Z', '2026-06-14T02:00:00Z')).toBe(
      'Sat, 13 Jun 2026, 20:00 – Sun, 14 Jun 2026, 02:00',
    );
    expect(said('2026-06-13T20:00:00Z', '2026-06-14T00:00:00Z')).toBe(
      'Sat, 13 Jun 2026, 20:00 – Sun, 14 Jun 2026, 00:00',
    );
  });
  it('is a moment where it has no length', () => {
    expect(said('2026-06-13T14:00:00Z', '2026-06-13T14:00:00Z')).toBe('Sat, 13 Jun 2026, 14:00');
  });
  it('is by the clocks of the company, one day in New York and two in UTC', () => {
    expect(said('2026-06-13T22:00:00Z', '2026-06-14T02:00:00Z', york)).toBe('Sat, Jun 13, 2026, 18:00–22:00');
  });
  it('over the night in which clocks change', () => {
    expect(said('2026-03-08T06:00:00Z', '2026-03-08T08:00:00Z', york)).toBe('Sun, Mar 8, 2026, 01:00–04:00');
  });
});

describe('a calendar date', () => {
  it('is moved by no zone', () => {
    expect(formatCalendarDate('2026-06-13', 'en-GH')).toBe('13 Jun 2026');
    expect(formatCalendarDate('2024-02-29', 'en-US', 'longDay')).toBe('Thursday, February 29, 2024');
    expect(formatCalendarDate('2026-01-01', 'fr-FR', 'longDate')).toBe('1er janvier 2026');
  });
  it.each(['2026-02-29', '2026-13-01', '13 Jun 2026', '2026-06-13T00:00:00Z', ''])('"%s" is none', (text) =>
    expect(() => formatCalendarDate(text, 'en-GH')).toThrow(RangeError),
  );
});

describe('how long ago', () => {
  const now = '2026-06-13T12:00:00Z';
  it.each([
    ['2026-06-13T12:00:59Z', 'just now'],
    ['2026-06-13T11:59:01Z', 'just now'],
    ['2026-06-13T11:59:00Z', '1 min ago'],
    ['2026-06-13T11:01:00Z', '59 min ago'],
    ['2026-06-13T11:00:00Z', '1 h ago'],
    ['2026-06-13T15:30:00Z', 'in 3 h'],
    ['2026-06-12T12:00:01Z', '23 h ago'],
    ['2026-06-12T12:00:00Z', 'yesterday'],
    ['2026-06-12T00:00:00Z', 'yesterday'],
    ['2026-06-11T23:59:00Z', '2 days ago'],
    ['2026-06-14T23:00:00Z', 'tomorrow'],
    ['2026-06-15T00:00:00Z', 'in 2 days'],
    ['2026-06-07T00:00:00Z', '6 days ago'],
    ['2026-06-06T23:59:00Z', '6 Jun 2026'],
    ['2026-06-20T00:00:00Z', '20 Jun 2026'],
  ])('%s is %s', (moment, expected) => expect(formatRelative(moment, now, ghana)).toBe(expected));

  it('counts days by the calendar of the zone', () => {
    // 23:30 in New York on the 11th: two days before the 13th, though only 32 hours.
    expect(formatRelative('2026-06-12T03:30:00Z', now, york)).toBe('2 days ago');
    // The first and the last hour of a day of 25 hours.
    expect(formatRelative('2026-11-01T04:10:00Z', '2026-11-02T04:30:00Z', york)).toBe('24 h ago');
  });

  it('in the languages of customers, and in any other', () => {
    expect(formatRelative('2026-06-13T11:00:00Z', now, paris)).toBe('il y a 1 h');
    expect(formatRelative('2026-06-12T11:00:00Z', now, paris)).toBe('hier');
    expect(formatRelative(now, now, paris)).toBe('à l’instant');
    expect(formatRelative('2026-06-13T09:00:00Z', now, { ...ghana, locale: 'ar-EG' })).toContain('3');
  });
});

it.each([
  [0, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h 0 min'],
  [-18_600_000, '5 h 10 min'],
  [172_799_999, '47 h 59 min'],
  [172_800_000, '2 days'],
])('%i ms are %s', (ms, expected) => expect(formatSpan(ms)).toBe(expected));
