import { describe, expect, test } from 'vitest';
import { languages } from '@/db/enums';
import { bookingVariables } from './booking-words';
import { en } from './defaults/en';
import { fr } from './defaults/fr';
import { tw } from './defaults/tw';

const booking = {
  customer: 'Ama Mensah',
  language: 'en',
  eventName: 'Mensah wedding',
  reference: 'BK-2026-0001',
  startsAt: new Date('2026-06-13T14:30:00Z'),
  venue: 'Osu Castle',
  guests: 1250,
  total: 1_234_550,
  currency: 'GHS',
  timeZone: 'Africa/Accra',
  locale: 'en-GH',
};
const wordings = { en, fr, tw };
const said = (body: string, variables: Record<string, string>) =>
  body.replace(/\{(\w+)\}/g, (_, name: string) => variables[name] ?? `{${name}}`);

describe('what templates say about a booking', () => {
  test('is in the customer’s language, on the company’s clock', () => {
    expect(bookingVariables(booking)).toMatchObject({
      date: 'Saturday, 13 June 2026',
      time: '14:30',
      guests: '1,250',
      amount: 'GHS 12,345.50',
    });
    expect(bookingVariables({ ...booking, language: 'fr', timeZone: 'America/New_York' })).toMatchObject({
      date: 'samedi 13 juin 2026',
      time: '10:30',
      guests: '1\u00a0250',
      amount: '12\u00a0345,50 GHS',
    });
    expect(bookingVariables({ ...booking, language: 'tw' }).date).toBe('Saturday, 13 June 2026');
    expect(bookingVariables({ ...booking, language: 'en', locale: 'fr-CI' }).date).toBe(
      'Saturday, 13 June 2026',
    );
    expect(bookingVariables({ ...booking, language: 'fr', locale: 'fr-CI' }).date).toBe(
      'samedi 13 juin 2026',
    );
  });

  test.each(languages)('midnight is 00:00 and never 24:00, in %s and for companies anywhere', (language) => {
    for (const [timeZone, startsAt] of [
      ['Africa/Accra', '2026-06-13T00:00:00Z'],
      ['America/New_York', '2026-06-13T04:00:00Z'],
      ['Asia/Kathmandu', '2026-06-12T18:15:00Z'],
    ] as const)
      for (const locale of ['en-GH', 'en-US', 'fr-CI', 'ar-EG']) {
        const variables = bookingVariables({
          ...booking,
          language,
          locale,
          timeZone,
          startsAt: new Date(startsAt),
        });
        const text = said(wordings[language].event_reminder.body, variables);
        expect(text).toContain(' 00:00');
        expect(text).not.toMatch(/24:00|\{|[ap]\.?m\.?\b/i);
      }
  });

  test.each(languages)('every minute of a day is a time of 24 hours, in %s', (language) => {
    const times = Array.from({ length: 1440 }, (_, minute) => {
      const startsAt = new Date(Date.parse('2026-06-13T00:00:00Z') + minute * 60_000);
      return bookingVariables({ ...booking, language, startsAt }).time;
    });
    expect(times.filter((time) => !/^([01]\d|2[0-3]):[0-5]\d$/.test(time ?? ''))).toEqual([]);
    expect(new Set(times).size).toBe(1440);
  });
});
