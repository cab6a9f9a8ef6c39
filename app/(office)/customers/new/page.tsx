import type { Metadata } from 'next';
import { CustomerForm } from '@/components/customers/customer-form';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { emptyCustomer } from '@/lib/customers/form-values';

export const metadata: Metadata = { title: 'New customer' };

type Props = { searchParams: Promise<{ for?: string | string[] }> };

export default async function NewCustomerPage({ searchParams }: Props) {
  await gatePage('customers.write');
  // Added on the way to a booking, the customer goes straight into its form.
  const forBooking = (await searchParams).for === 'booking';
  return (
    <>
      <PageHead
        back={
          forBooking
            ? { href: '/bookings/new', label: 'New booking' }
            : { href: '/customers', label: 'Customers' }
        }
        title="New customer"
      />
      <CustomerForm
        initial={emptyCustomer}
        savedHref={forBooking ? '/bookings/new?customer=:id' : '/customers/:id'}
        cancelHref={forBooking ? '/bookings/new' : '/customers'}
      />
    </>
  );
}
