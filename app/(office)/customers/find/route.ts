import { findCustomers, readCustomerChoice } from '@/lib/customers/queries';
import { route } from '@/lib/platform/route';

/** Customers to choose from: `?q=` part of a name or phone, or `?id=` the one that was chosen. */
export const GET = route('customers.read', async (request, { actor }) => {
  const params = new URL(request.url).searchParams;
  const id = params.get('id');
  if (id === null) return await findCustomers(actor, params.get('q') ?? '');
  const chosen = await readCustomerChoice(actor, id);
  return chosen ? [chosen] : [];
});
