import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CustomerForm } from '@/components/customers/customer-form';
import { PageHead } from '@/components/ui/page-head';
import { gatePage } from '@/lib/auth/actor';
import { valuesOf } from '@/lib/customers/form-values';
import { readCustomer } from '@/lib/customers/queries';

export const metadata: Metadata = { title: 'Edit customer' };

export default async function EditCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const { actor } = await gatePage('customers.write');
  const detail = await readCustomer(actor, (await params).id);
  if (!detail || detail.customer.anonymisedAt) notFound();
  const { customer, country } = detail;
  const home = `/customers/${customer.id}`;
  return (
    <>
      <PageHead back={{ href: home, label: customer.name }} title={`Edit ${customer.name}`} />
      <CustomerForm
        initial={valuesOf(customer, country)}
        edited={{ id: customer.id, version: customer.version }}
        savedHref={home}
        cancelHref={home}
      />
    </>
  );
}
