import { expect, test } from 'vitest';
import { readWhole } from './read-whole-number';
import { orNone, wholeText } from './whole-number';

const guests = wholeText({ missing: 'Enter the guests.', most: 1000, tooLarge: 'Up to 1,000.' });
const messageOf = (typed: string) => guests.safeParse(typed).error?.issues[0]?.message;

test.each([
  ['120', 120],
  [' 120 ', 120],
  ['1,000', 1000],
  ['1 000', 1000],
  ['007', 7],
])('%j is %d', (typed, value) => {
  expect(readWhole(typed)).toBe(value);
  expect(guests.parse(typed)).toBe(value);
});

test.each([
  ['', 'Enter the guests.'],
  ['0', 'Enter the guests.'],
  ['-3', 'Enter the guests.'],
  ['1e2', 'Use figures only, for example 120.'],
  ['0x10', 'Use figures only, for example 120.'],
  ['about 50', 'Use figures only, for example 120.'],
  ['1,00', 'Use a whole number, without a fraction.'],
  ['20.0', 'Use a whole number, without a fraction.'],
  ['12.5', 'Use a whole number, without a fraction.'],
  ['1001', 'Up to 1,000.'],
  ['9'.repeat(30), 'Use figures only, for example 120.'],
])('%j is refused: %s', (typed, sentence) => {
  expect(messageOf(typed)).toBe(sentence);
});

test.each([
  ['', null],
  ['  ', null],
  ['7', 7],
])('where none is meant by nothing, %j is %j', (typed, value) => {
  expect(orNone(guests, null).parse(typed)).toBe(value);
});

test.each([
  ['0', 'Enter the guests.'],
  ['x', 'Use figures only, for example 120.'],
  ['1.5', 'Use a whole number, without a fraction.'],
  ['1001', 'Up to 1,000.'],
])('where none is meant by nothing, %j is refused all the same: %s', (typed, sentence) => {
  expect(
    orNone(guests, null)
      .safeParse(typed)
      .error?.issues.map(({ message }) => message),
  ).toEqual([sentence]);
});
