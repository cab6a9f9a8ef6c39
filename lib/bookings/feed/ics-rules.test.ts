import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type FeedEvent, fold, writeCalendar } from './ics-rules';

const event: FeedEvent = {
  id: '01a215ce-9f2b-7713-a052-dbaf5f11724d',
  reference: 'BK00012',
  name: 'Mensah wedding',
  status: 'confirmed',
  startsAt: new Date('2026-12-12T20:00:00Z'),
  endsAt: new Date('2026-12-13T02:00:00Z'),
  venue: 'La Palm',
  venueAddress: null,
  guests: 120,
  version: 7,
  updatedAt: new Date('2026-11-20T08:30:00Z'),
};
const write = (...events: FeedEvent[]) =>
  writeCalendar({ name: 'Akwaaba Catering', origin: 'https://cater.example', events });
const read = (ics: string) => {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  return {
    name: calendar.getFirstPropertyValue('x-wr-calname'),
    method: calendar.getFirstPropertyValue('method'),
    events: calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one)),
  };
};

describe('a calendar', () => {
  test('is read by another’s parser as it was meant', () => {
    const { name, method, events } = read(write(event));
    expect({ name, method, count: events.length }).toEqual({
      name: 'Akwaaba Catering',
      method: 'PUBLISH',
      count: 1,
    });
    const [first] = events;
    expect(first).toMatchObject({
      uid: '01a215ce-9f2b-7713-a052-dbaf5f11724d@cater.example',
      summary: 'Mensah wedding',
      location: 'La Palm',
      sequence: 7,
      description: `120 guests · BK00012\nhttps://cater.example/bookings/${event.id}`,
    });
    expect(first?.startDate.toJSDate()).toEqual(event.startsAt);
    expect(first?.endDate.toJSDate()).toEqual(event.endsAt);
    const value = (key: string) => String(first?.component.getFirstPropertyValue(key));
    expect(value('status')).toBe('CONFIRMED');
    expect(value('last-modified')).toBe('2026-11-20T08:30:00Z');
    expect(value('dtstamp')).toBe('2026-11-20T08:30:00Z');
  });

  test('without events is one all the same', () => {
    expect(read(write()).events).toEqual([]);
  });

  test.each([
    ['enquiry', 'TENTATIVE', 'Mensah wedding (enquiry)'],
    ['quoted', 'TENTATIVE', 'Mensah wedding (quoted)'],
    ['in_progress', 'CONFIRMED', 'Mensah wedding'],
    ['completed', 'CONFIRMED', 'Mensah wedding'],
    ['cancelled', 'CANCELLED', 'Mensah wedding'],
  ] as const)('%s is %s', (status, said, summary) => {
    const [first] = read(write({ ...event, status })).events;
    expect(String(first?.component.getFirstPropertyValue('status'))).toBe(said);
    expect(first?.summary).toBe(summary);
  });

  test('an event keeps its name in the calendar whatever changes of it, and its number rises', () => {
    const later = {
      ...event,
      startsAt: new Date('2027-01-02T20:00:00Z'),
      endsAt: new Date('2027-01-03T02:00:00Z'),
      version: 9,
    };
    const [before, after] = [read(write(event)).events[0], read(write(later)).events[0]];
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0);
  });

  test('any text arrives as it was, in lines of 75 octets that end with CR and LF, with no line of its own', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    const hostile = fc.constantFrom(
      'BEGIN:VEVENT\r\nUID:x',
      'a;b,c\\d\\n',
      'line\nline\r\nline',
      `${'é'.repeat(90)}`,
      '👰🏾‍♀️'.repeat(30),
      'عرس في الحديقة، الساعة الثامنة',
      'tab\tand\u0000null\u0007',
      'END:VCALENDAR',
    );
    fc.assert(
      fc.property(fc.oneof(words, hostile), fc.oneof(words, hostile), (name, venue) => {
        const ics = write({ ...event, name, venue });
        expect(ics.endsWith('\r\n')).toBe(true);
        for (const line of ics.slice(0, -2).split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          // Throws on half a character.
          expect(() => encodeURIComponent(line)).not.toThrow();
        }
        const { events } = read(ics);
        expect(events).toHaveLength(1);
        const plain = (given: string) =>
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they can't be written in a calendar
          given.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');
        expect(events[0]?.summary).toBe(plain(name));
        expect(events[0]?.location).toBe(plain(venue));
      }),
      { numRuns: 300 },
    );
  });

  test('a folded line is the line again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (line) => {
        const clean = line.replace(/[\r\n]/g, '');
        expect(fold(clean).replaceAll('\r\n ', '')).toBe(clean);
      }),
    );
  });
});
