import 'server-only';
import { may } from '@/lib/auth/permissions';
import { screen } from '@/lib/platform/screen';
import { readFilter } from './list-filter';
import { askCustomers, tellCustomers } from './queries';

/** The company's customers by name. */
export const customersScreen = screen({
  permission: 'customers.read',
  input: ({ search }) => readFilter(search),
  ask: askCustomers,
  tell: (answers, filter, { identity }) => ({
    filter,
    mayAdd: may(identity.role, 'customers.write'),
    ...tellCustomers(answers, filter),
  }),
});
