'use client';

import { useSent } from '@/components/screen/use-sent';
import { PageHead } from '@/components/ui/page-head';
import { emptyCustomer } from '@/lib/customers/form-values';
import type { newCustomerScreen } from '@/lib/customers/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { CustomerForm } from './customer-form';

/** Adds a customer. On the way to a booking they go straight into its form. */
export function NewCustomerScreen({ sent }: { sent: Sent<DataOf<typeof newCustomerScreen>> }) {
  const forBooking = useSent(sent).data.for === 'booking';
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
