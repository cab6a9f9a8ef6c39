import { expect, test } from 'vitest';
import { between } from './picked-rows';

test('a range goes either way and holds both ends', () => {
  const keys = ['a', 'b', 'c', 'd'];
  expect(between(keys, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(between(keys, 'd', 'b')).toEqual(['b', 'c', 'd']);
  expect(between(keys, 'c', 'c')).toEqual(['c']);
});

test('without a beginning, or where it has left the page, it is the one alone', () => {
  expect(between(['a', 'b'], undefined, 'b')).toEqual(['b']);
  expect(between(['a', 'b'], 'gone', 'a')).toEqual(['a']);
});
