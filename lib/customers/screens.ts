import 'server-only';
import { may } from '@/lib/auth/permissions';
import { askViews, tellViews } from '@/lib/lists/queries';
import { csvPage } from '@/lib/platform/csv';
import { idAt, nothingAsked, screen } from '@/lib/platform/screen';
import { valuesOf } from './form-values';
import { customerFilter } from './list-filter';
import {
  askCustomer,
  askCustomerRows,
  askCustomers,
  tellCustomer,
  tellCustomerRows,
  tellCustomers,
} from './queries';

/** The company's customers by name. */
export const customersScreen = screen({
  permission: 'customers.read',
  input: ({ search }) => customerFilter.read(search),
  ask: (tx, filter) => [...askCustomers(tx, filter), askViews(tx, 'customers')] as const,
  tell: ([rows, count, views], filter, { identity }) => ({
    filter,
    mayAdd: may(identity.role, 'customers.write'),
    ...tellCustomers([rows, count], filter),
    looks: tellViews(views, 'customers', { at: customerFilter.at(filter), role: identity.role }),
  }),
});

/** The same as a file. */
export const customersFile = screen({
  permission: 'customers.read',
  input: ({ search }) => customerFilter.read(search),
  ask: (tx, filter) => askCustomerRows(tx, filter, csvPage),
  tell: (answers, filter) => tellCustomerRows(answers, filter, csvPage),
});

/** One customer: their bookings, what they allow, who they are. */
export const customerScreen = screen({
  permission: 'customers.read',
  input: idAt('id'),
  ask: askCustomer,
  tell: (answers, _id, { identity }) => {
    const detail = tellCustomer(answers);
    return (
      detail && {
        ...detail,
        mayEdit: may(identity.role, 'customers.write') && !detail.customer.anonymisedAt,
      }
    );
  },
});

/** A customer's form as it is stored now. */
export const editCustomerScreen = screen({
  permission: 'customers.write',
  input: idAt('id'),
  ask: askCustomer,
  tell: (answers) => {
    const detail = tellCustomer(answers);
    if (!detail || detail.customer.anonymisedAt) return undefined;
    const { customer } = detail;
    const { id, name, version } = customer;
    return { id, name, version, values: valuesOf(customer) };
  },
});

/** An empty form; `booking` where a booking waits for the new customer. */
export const newCustomerScreen = screen({
  permission: 'customers.write',
  input: ({ search }) => ({ for: search.for === 'booking' ? ('booking' as const) : undefined }),
  ask: nothingAsked,
  tell: (_, input) => input,
});
