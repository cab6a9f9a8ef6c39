import { expect, test } from 'vitest';
import { listOrders } from './list-order';

const orders = listOrders(
  { by: 'date', order: 'descending' },
  {
    soonest: { by: 'date', order: 'ascending' },
    total: { by: 'total', order: 'descending' },
    'total-low': { by: 'total', order: 'ascending' },
  },
);

test('what no name means is the usual order', () => {
  expect(orders.of(undefined)).toEqual({ by: 'date', order: 'descending' });
  expect(orders.of('total-low')).toEqual({ by: 'total', order: 'ascending' });
});

test('a head asks for its column’s first order, then for the other, and says which one stands', () => {
  expect(orders.head(undefined, 'date')).toEqual({ order: 'descending', next: 'soonest' });
  expect(orders.head('soonest', 'date')).toEqual({ order: 'ascending', next: undefined });
  expect(orders.head(undefined, 'total')).toEqual({ next: 'total' });
  expect(orders.head('total', 'total')).toEqual({ order: 'descending', next: 'total-low' });
  expect(orders.head('total-low', 'total')).toEqual({ order: 'ascending', next: 'total' });
  expect(orders.head('total', 'date')).toEqual({ next: undefined });
});
