import type { Metadata } from 'next';
import { OfficeBookingForm } from '@/components/bookings/office-booking-form';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { emptyValues } from '@/lib/bookings/form-values';
import { readBookingForm } from '@/lib/bookings/queries';
import { readCustomerChoice } from '@/lib/customers/queries';

export const metadata: Metadata = { title: 'New booking' };

type Props = { searchParams: Promise<{ customer?: string | string[] }> };

export default async function NewBookingPage({ searchParams }: Props) {
  const { actor, identity } = await gatePage('bookings.create');
  const asked = (await searchParams).customer;
  const [{ menu, pricing }, customer] = await Promise.all([
    readBookingForm(actor),
    typeof asked === 'string' ? readCustomerChoice(actor, asked) : undefined,
  ]);
  return (
    <>
      <PageHead back={{ href: '/bookings', label: 'Bookings' }} title="New booking" />
      <OfficeBookingForm
        initial={{ ...emptyValues, customerId: customer?.id ?? '' }}
        customer={customer}
        menu={menu}
        pricing={pricing}
        mayAddCustomer={may(identity.role, 'customers.write')}
      />
    </>
  );
}
