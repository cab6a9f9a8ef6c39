import type { Metadata } from 'next';
import { Suspense } from 'react';
import { CustomersTable } from '@/components/customers/customers-table';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { SearchBox } from '@/components/ui/search-box';
import { TableSkeleton } from '@/components/ui/skeleton';
import { type Gate, gatePage } from '@/lib/auth/actor';
import { may } from '@/lib/auth/permissions';
import { type CustomerFilter, listCustomers } from '@/lib/customers/queries';

export const metadata: Metadata = { title: 'Customers' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CustomersPage({ searchParams }: Props) {
  const gate = await gatePage('customers.read');
  const params = await searchParams;
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : undefined);
  const filter = { q: text('q')?.slice(0, 100), after: text('after'), before: text('before') };
  return (
    <>
      <PageHead
        title="Customers"
        primary={
          may(gate.identity.role, 'customers.write') ? (
            <ButtonLink href="/customers/new" variant="primary">
              New customer
            </ButtonLink>
          ) : null
        }
      />
      <div className="mb-3">
        <SearchBox label="Search customers" placeholder="Name, phone, e-mail" />
      </div>
      <Suspense fallback={<TableSkeleton rows={12} columns={5} />}>
        <List gate={gate} filter={filter} />
      </Suspense>
    </>
  );
}

async function List({ gate, filter }: { gate: Gate; filter: CustomerFilter }) {
  const list = await listCustomers(gate.actor, filter);
  const { timeZone, locale, role } = gate.identity;
  const mayAdd = may(role, 'customers.write');
  return <CustomersTable list={list} filter={filter} timeZone={timeZone} locale={locale} mayAdd={mayAdd} />;
}
