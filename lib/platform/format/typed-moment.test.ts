import { expect, test } from 'vitest';
import { readMoment, readTime } from './typed-moment';

test.each([
  ['2026-06-13 18:30:00', '2026-06-13', '18:30'],
  ['2026-06-13T18:30', '2026-06-13', '18:30'],
  ['13/06/2026 6:30 pm', '2026-06-13', '18:30'],
  ['06/13/2026, 6pm', '2026-06-13', '18:00'],
  ['Sat, 13 June 2026 at 18.30', '2026-06-13', '18:30'],
  ['Jun 3rd, 2026 12:05 AM', '2026-06-03', '00:05'],
  ['13-Jun-2026', '2026-06-13', undefined],
  ['07/07/2026', '2026-07-07', undefined],
  ['13.06.2026', '2026-06-13', undefined],
])('%s is read', (typed, day, time) => {
  expect(readMoment(typed)).toEqual({ day, ...(time && { time }) });
});

test('of 06/07/2026 nobody guesses which is the month', () => {
  expect(readMoment('06/07/2026 18:00')).toBe('ambiguous');
  expect(readMoment('06/07/2026 18:00', 'day')).toEqual({ day: '2026-07-06', time: '18:00' });
  expect(readMoment('06/07/2026', 'month')).toEqual({ day: '2026-06-07' });
  // What isn't in the order that was said is never turned round.
  expect(readMoment('13/06/2026', 'month')).toBeUndefined();
});

test.each([
  '13/06/26',
  '2026-02-30',
  '30.02.2026',
  'tomorrow',
  '45123',
  '2026-06-13 25:00',
  '2026-06-13 18:61',
  '2026-06-13T18:30Z',
  '13 Juno 2026x',
  '2026',
])('%s is no moment', (typed) => {
  expect(readMoment(typed)).toBeUndefined();
});

test('times', () => {
  expect(['7:05', '19.05', '12 pm', '12am', '24:00', '13 pm', '7'].map(readTime)).toEqual([
    '07:05',
    '19:05',
    '12:00',
    '00:00',
    undefined,
    undefined,
    undefined,
  ]);
});
