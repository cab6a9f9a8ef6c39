'use client';

import { DataList } from '@/components/screen/data-list';
import type { ListColumn } from '@/components/screen/shown-columns';
import { useScreen } from '@/components/screen/use-screen';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import {
  type CustomerBy,
  type CustomerFilter,
  customerFilter,
  customerOrders,
} from '@/lib/customers/list-filter';
import type { CustomerList } from '@/lib/customers/queries';
import type { customersScreen } from '@/lib/customers/screens';
import { formatCount } from '@/lib/platform/format/numbers';
import { formatPhone } from '@/lib/platform/format/phones';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';

type Listed = CustomerList['rows'][number];

/** The company's customers. */
export function CustomersScreen({ sent }: { sent: Sent<DataOf<typeof customersScreen>> }) {
  const { data: list, place, busy, failed } = useScreen(sent);
  const { filter, mayAdd, mayImport } = list;
  return (
    <>
      <PageHead
        title="Customers"
        primary={
          mayAdd ? (
            <ButtonLink href="/customers/new" variant="primary">
              New customer
            </ButtonLink>
          ) : null
        }
        menu={
          <>
            {mayImport ? <ButtonLink href="/settings/imports">Import</ButtonLink> : null}
            {mayAdd ? <ButtonLink href="/customers/duplicates">Duplicates</ButtonLink> : null}
          </>
        }
      />
      <DataList<Listed>
        busy={busy}
        failed={failed}
        search={{ label: 'Search customers', placeholder: 'Name, phone, e-mail' }}
        label="Customers"
        columns={columnsOf(filter, place)}
        rows={list.rows}
        rowKey={(row) => row.id}
        href={(row) => `/customers/${row.id}`}
        looks={list.looks}
        at={customerFilter.at(filter)}
        previous={list.previous}
        next={list.next}
        exportPath="/api/v1/customers/export"
        limit={list.limit}
        summary={`${list.rows.length} of ${list.total === undefined ? 'more than 1,000' : formatCount(list.total)} ${list.total === 1 ? 'customer' : 'customers'}`}
        empty={<NoCustomers q={filter.q} mayAdd={mayAdd} />}
      />
    </>
  );
}

function columnsOf(filter: CustomerFilter, { timeZone, locale }: Place): ListColumn<Listed>[] {
  const sort = (by: CustomerBy) => {
    const { next, order } = customerOrders.head(filter.order, by);
    return { href: customerFilter.href(filter, { order: next }), order };
  };
  return [
    { key: 'name', head: 'Name', grow: true, phone: 'title', sort: sort('name'), cell: (row) => row.name },
    { key: 'phone', head: 'Phone', phone: 'fact', cell: (row) => row.phone && formatPhone(row.phone) },
    { key: 'email', head: 'E-mail', from: 'lg', cell: (row) => row.email },
    {
      key: 'last',
      head: 'Latest event',
      from: 'md',
      sort: sort('last'),
      cell: ({ lastEventAt }) =>
        lastEventAt && formatDateTime({ at: lastEventAt, timeZone, locale, style: 'date' }),
    },
    {
      key: 'bookings',
      head: 'Bookings',
      align: 'end',
      phone: 'end',
      cell: (row) => (
        <>
          {formatCount(row.bookings)}
          <span className="sm:hidden">{row.bookings === 1 ? ' booking' : ' bookings'}</span>
        </>
      ),
    },
  ];
}

function NoCustomers({ q, mayAdd }: { q?: string; mayAdd: boolean }) {
  if (q)
    return (
      <EmptyState
        title={`Nobody found for “${q}”`}
        actions={<ButtonLink href="/customers">Show all customers</ButtonLink>}
      >
        The search looks at name, phone and e-mail. Part of one is enough.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No customers yet"
      actions={
        mayAdd ? (
          <>
            <ButtonLink href="/customers/new" variant="primary">
              Add the first customer
            </ButtonLink>
            <ButtonLink href="/settings/imports">Import a list</ButtonLink>
          </>
        ) : null
      }
    >
      {mayAdd ? 'A booking needs a customer: name and phone are enough.' : 'A manager adds customers.'}
    </EmptyState>
  );
}
