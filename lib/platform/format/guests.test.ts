import { expect, test } from 'vitest';
import { formatGuests } from './guests';

test.each([
  [0, 'en-GH', '0 guests'],
  [1, 'en-GH', '1 guest'],
  [1000, 'en-GH', '1,000 guests'],
  [1000, 'de-DE', '1.000 guests'],
])('%d of them in %s are %j', (count, locale, words) => {
  expect(formatGuests(count, locale)).toBe(words);
});
