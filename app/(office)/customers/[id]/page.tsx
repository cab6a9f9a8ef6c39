import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CustomerView } from '@/components/customers/customer-view';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { formatPhone } from '@/lib/customers/phone';
import { readCustomer } from '@/lib/customers/queries';

export const metadata: Metadata = { title: 'Customer' };

export default async function CustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const { actor, identity } = await gatePage('customers.read');
  const detail = await readCustomer(actor, (await params).id);
  if (!detail) notFound();
  const { customer, country } = detail;
  const mayEdit = may(identity.role, 'customers.write') && !customer.anonymisedAt;
  return (
    <>
      <PageHead
        back={{ href: '/customers', label: 'Customers' }}
        title={customer.name}
        meta={[
          customer.phone && (
            <TextLink key="phone" href={`tel:${customer.phone}`}>
              {formatPhone(customer.phone, country)}
            </TextLink>
          ),
          customer.email && (
            <TextLink key="email" href={`mailto:${customer.email}`}>
              {customer.email}
            </TextLink>
          ),
        ]}
        primary={
          <ButtonLink href={`/bookings/new?customer=${customer.id}`} variant="primary">
            New booking
          </ButtonLink>
        }
        menu={mayEdit ? <ButtonLink href={`/customers/${customer.id}/edit`}>Edit customer</ButtonLink> : null}
      />
      <CustomerView detail={detail} {...identity} />
    </>
  );
}
