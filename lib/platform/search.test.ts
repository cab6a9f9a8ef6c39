import { expect, test } from 'vitest';
import { searchLimit, searchPatterns } from './search';

test.each([
  ['0244123456', '%44123456%'],
  ['024 412 3456', '%44123456%'],
  ['+233 24 412 3456', '%44123456%'],
  ['00233244123456', '%44123456%'],
  ['+2330244123456', '%44123456%'],
  ['+233 (0)24-412.3456', '%44123456%'],
  ['tel:+233244123456', '%44123456%'],
  ['0244 12', '%24412%'],
  ['00123', '%00123%'],
])('the phone %j is looked for as %j', (typed, pattern) => {
  expect(searchPatterns(typed)).toEqual([pattern]);
});

test('words stand alone, in any order and with any blanks between', () => {
  expect(searchPatterns('  Efua\u00a0\u00a0 Sutherland ')).toEqual(['%Efua%', '%Sutherland%']);
  expect(searchPatterns('Ama 0244123456')).toEqual(['%Ama%', '%44123456%']);
  expect(searchPatterns('Event 007')).toEqual(['%Event%', '% 007%']);
  expect(searchPatterns('100%_x')).toEqual(['%100\\%\\_x%']);
});

test('what holds no letter and no figure finds nobody; nothing typed is no search', () => {
  for (const typed of ['%', '_', '%%', '\\', '% _', '!']) expect(searchPatterns(typed)).toEqual([]);
  for (const typed of [undefined, '', '  ', '\u0000', '\u200b', 'a'])
    expect(searchPatterns(typed)).toBeUndefined();
  expect(searchPatterns('a\u0000ma')).toEqual(['%ama%']);
  expect(searchPatterns('\ud800')).toBeUndefined();
});

test('a search that is longer than what counts says so, and no other does', () => {
  expect(searchLimit(undefined)).toBeUndefined();
  expect(searchLimit('one two three four five six seven eight')).toBeUndefined();
  expect(searchLimit('+233 (0)2 4 4 9 9 9 1 1 1 1')).toBeUndefined();
  expect(searchLimit('one two three four five six seven eight nine')).toBe(
    'Only the first 8 words are searched for.',
  );
  expect(searchPatterns('one two three four five six seven eight nine')).toHaveLength(8);
  expect(searchLimit('a'.repeat(201))).toBe('Only the first 200 characters are searched for.');
});
