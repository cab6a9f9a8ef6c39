import { findCustomers } from '@/lib/customers/queries';
import { route } from '@/lib/route';

/** Customers to choose from: `?q=` part of a name or phone. */
export const GET = route('customers.read', (request, { actor }) =>
  findCustomers(actor, new URL(request.url).searchParams.get('q') ?? ''),
);
