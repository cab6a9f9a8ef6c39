import { expect, test } from 'vitest';
import { kindsOf, marginOf } from './engineering-rules';

test('dishes are told apart by covers and by what a cover leaves', () => {
  const dish = (name: string, covers: number, margin: number) => ({ name, covers, margin });
  const dishes = [
    dish('star', 100, 900),
    dish('horse', 100, 100),
    dish('puzzle', 20, 900),
    dish('dog', 20, 100),
  ];
  const kind = kindsOf(dishes);
  expect(dishes.map((one) => kind?.(one))).toEqual(['star', 'plough_horse', 'puzzle', 'dog']);
  expect(kindsOf(dishes.slice(1))).toBeUndefined();
  expect(kindsOf(dishes.map((one) => ({ ...one, covers: 0 })))).toBeUndefined();
});

test('a cover of a tray leaves its share, one without a cost nothing that is known', () => {
  const dish = { unit: 'guest', price: 2500, feeds: null, cost: 1000 };
  expect(marginOf(dish)).toBe(1500);
  expect(marginOf({ ...dish, unit: 'tray', feeds: 10 })).toBe(150);
  expect(marginOf({ ...dish, cost: null })).toBeUndefined();
  expect(marginOf({ ...dish, unit: 'flat' })).toBeUndefined();
});
