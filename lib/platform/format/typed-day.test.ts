import { expect, test } from 'vitest';
import { readDay } from './typed-day';

test.each([
  ['2026-06-13', 'en-GH', '2026-06-13'],
  ['2026/6/3 00:00', 'en-US', '2026-06-03'],
  ['06/07/2026', 'en-GH', '2026-07-06'],
  ['06/07/2026', 'en-US', '2026-06-07'],
  ['13.06.2026', 'de-DE', '2026-06-13'],
  // Never turned round, never guessed.
  ['06/13/2026', 'en-GH', undefined],
  ['13/06/2026', 'en-US', undefined],
  ['06/07/2026', 'en-CA', undefined],
  ['07/07/2026', 'en-CA', '2026-07-07'],
  ['06/07/26', 'en-GH', undefined],
  ['06/07-2026', 'en-GH', undefined],
  ['31/02/2026', 'en-GH', undefined],
  ['June 2026', 'en-GH', undefined],
])('%s in %s is %s', (typed, locale, day) => {
  expect(readDay(typed, locale)).toBe(day);
});
