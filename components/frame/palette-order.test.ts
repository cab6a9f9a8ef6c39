import { expect, test } from 'vitest';
import { fitting, inOrder } from './palette-order';

const named = (...labels: string[]) => labels.map((label) => ({ label }));
const found = (...labels: string[]) => ({ heading: 'Customers', entries: named(...labels), found: true });
const deeds = named('New customer', 'Import customers');
const places = named('Bookings', 'Customers', 'Reports', 'Settings', 'Report: Bookings', 'Settings: Company');
const shown = (words: string, hits: ReturnType<typeof found>) =>
  inOrder(
    [
      hits,
      { heading: 'Do', entries: fitting(deeds, words) },
      { heading: 'Go to', entries: fitting(places, words) },
    ],
    words,
  ).flatMap(({ entries }) => entries.map(({ label }) => label));

test.each([
  ['a page comes before customers who are called like it', 'custom', found('Custom Cakes'), 'Customers'],
  ['the whole name too, in capitals', 'REPORTS ', found('Reports Ltd'), 'Reports'],
  ['the page itself before its parts', 'set', found('Seth'), 'Settings'],
  ['an action by its beginning', 'new', found('Newton'), 'New customer'],
  [
    'who was found comes before what has the word inside',
    'company',
    found('Company of Ama'),
    'Company of Ama',
  ],
  ['what has the word inside comes when nobody is found', 'company', found(), 'Settings: Company'],
  ['what was opened before stands first while nothing is typed', '', found('Ama Mensah'), 'Ama Mensah'],
])('%s', (_, words, hits, first) => {
  expect(shown(words, hits)[0]).toBe(first);
});

test('nothing is left out by the order, and nothing stands twice', () => {
  expect(shown('custom', found('Custom Cakes')).toSorted()).toEqual(
    ['Custom Cakes', 'Customers', 'Import customers', 'New customer'].toSorted(),
  );
});

test('a group of none has no heading', () => {
  expect(inOrder([found(), { heading: 'Go to', entries: fitting(places, 'zzz') }], 'zzz')).toEqual([]);
});
