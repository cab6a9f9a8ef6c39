import { expect, test } from 'vitest';
import { isFixed, nameOf, shownColumns, usualKeys } from './shown-columns';

const cell = () => '';
const columns = [
  { key: 'event', head: 'Event', phone: 'title', cell },
  { key: 'customer', head: 'Customer', from: 'md', cell },
  { key: 'venue', head: 'Venue', from: 'xl', cell },
  { key: 'paid', head: 'Paid', extra: true, cell },
  { key: 'do', head: null, label: 'Actions', phone: 'end', cell },
] as const;
const keys = (chosen?: readonly string[] | null) => shownColumns(columns, chosen).map(({ key }) => key);

test('without a choice the usual ones stand', () => {
  expect(keys()).toEqual(['event', 'customer', 'venue', 'do']);
  expect(keys(null)).toEqual(usualKeys(columns));
});

test('a choice keeps the list’s order and the title, and passes over what isn’t there any more', () => {
  expect(keys(['paid', 'venue', 'gone'])).toEqual(['event', 'venue', 'paid']);
  expect(keys([])).toEqual(['event']);
});

test('what somebody chose is hidden at no width, and named on a phone', () => {
  const [, customer, venue, paid] = shownColumns(columns, ['customer', 'venue', 'paid']);
  expect(customer).toMatchObject({ from: 'md' });
  expect(venue).toMatchObject({ from: undefined, phone: 'fact', named: 'Venue' });
  expect(paid).toMatchObject({ phone: 'fact', named: 'Paid' });
});

test('columns are called by their head or their label', () => {
  expect(columns.map((column) => nameOf(column))).toEqual(['Event', 'Customer', 'Venue', 'Paid', 'Actions']);
  expect(columns.filter((column) => isFixed(column)).map(({ key }) => key)).toEqual(['event']);
});
