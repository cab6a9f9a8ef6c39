import { formatPhone } from '@/lib/platform/format/phones';
import type { CustomerValues } from './schema';

/** A form nobody has typed in yet. */
export const emptyCustomer: CustomerValues = {
  name: '',
  phone: '',
  email: '',
  address: '',
  language: 'en',
  cuisine: '',
  notes: '',
  tags: '',
};

type Stored = {
  name: string;
  phone: string | null;
  email: string | null;
  address: string | null;
  language: CustomerValues['language'];
  cuisine: Exclude<CustomerValues['cuisine'], ''> | null;
  notes: string | null;
  tags: string[];
};

/** A stored customer as the form shows them: text in every field, the phone as it is shown. */
export function valuesOf(customer: Stored): CustomerValues {
  return {
    name: customer.name,
    phone: customer.phone ? formatPhone(customer.phone) : '',
    email: customer.email ?? '',
    address: customer.address ?? '',
    language: customer.language,
    cuisine: customer.cuisine ?? '',
    notes: customer.notes ?? '',
    tags: customer.tags.join(', '),
  };
}
