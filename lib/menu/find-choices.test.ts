import { expect, test } from 'vitest';
import type { MenuChoice } from './choice-queries';
import { findChoices } from './find-choices';

const choice = (name: string, group: string, given: Partial<MenuChoice> = {}): MenuChoice => ({
  ...{ id: name, kind: 'dish', name, group, price: 100, unit: 'guest', feeds: null, minimumOrder: 1 },
  ...{ active: true, availableFrom: null, availableTo: null, seasonFrom: null, seasonTo: null },
  ...{ diets: [], spice: 0, contains: [], mayContain: [], freeFrom: [] },
  ...given,
});
const menu = [
  choice('Grilled tilapia with banku', 'Mains'),
  choice('Banku alone', 'Sides', { diets: ['vegan'] }),
  choice('Crème brûlée', 'Desserts'),
  choice('Nkatɛ cake', 'Desserts', { diets: ['gluten_free'] }),
  choice('Waiter', 'staff', { kind: 'service' }),
];
const names = (typed: string) => findChoices(menu, typed).map(({ name }) => name);

test.each([
  ['', menu.map(({ name }) => name)],
  ['  ', menu.map(({ name }) => name)],
  ['banku', ['Banku alone', 'Grilled tilapia with banku']],
  ['til bank', ['Grilled tilapia with banku']],
  ['CREME', ['Crème brûlée']],
  ['nkate', ['Nkatɛ cake']],
  ['vegan sides', ['Banku alone']],
  ['gluten-free', ['Nkatɛ cake']],
  ['staff', ['Waiter']],
  ['pizza', []],
])('typed %j finds %j', (typed, found) => {
  expect(names(typed)).toEqual(found);
});
