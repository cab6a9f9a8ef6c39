import { listFilter, oneOf, searchText } from '@/lib/platform/list-filter';
import { listOrders } from '@/lib/platform/list-order';

/** By name, or by their latest event; who never had one stands behind all that had. */
export const customerOrders = listOrders(
  { by: 'name', order: 'ascending' },
  {
    'name-z': { by: 'name', order: 'descending' },
    last: { by: 'last', order: 'descending' },
    'last-first': { by: 'last', order: 'ascending' },
  },
);
export type CustomerBy = ReturnType<typeof customerOrders.of>['by'];

/** Customers by name, phone or e-mail. */
export const customerFilter = listFilter('/customers', {
  q: searchText,
  order: oneOf(customerOrders.names),
});
export type CustomerFilter = ReturnType<typeof customerFilter.read>;
