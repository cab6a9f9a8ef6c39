import { SearchX, UserPlus } from 'lucide-react';
import { formatDateTime } from '@/components/ui/date-time';
import { ButtonLink } from '@/components/ui/link';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import { DataTable } from '@/components/ui/table';
import type { CustomerFilter, CustomerList } from '@/lib/customers/queries';

type Props = {
  list: CustomerList;
  filter: CustomerFilter;
  timeZone: string;
  locale: string;
  mayAdd: boolean;
};

const hrefOf = (params: Record<string, string | undefined>) => {
  const given = Object.entries(params).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `/customers?${new URLSearchParams(given)}` : '/customers';
};

/** The company's customers, or why there are none. */
export function CustomersTable({ list, filter, timeZone, locale, mayAdd }: Props) {
  if (list.rows.length === 0) return <NoCustomers q={filter.q} mayAdd={mayAdd} />;
  return (
    <>
      <DataTable
        label="Customers"
        rows={list.rows}
        rowKey={(row) => row.id}
        href={(row) => `/customers/${row.id}`}
        columns={[
          { key: 'name', head: 'Name', grow: true, phone: 'title', cell: (row) => row.name },
          {
            key: 'phone',
            head: 'Phone',
            phone: 'fact',
            cell: (row) => <span className="tabular">{row.phone}</span>,
          },
          {
            key: 'email',
            head: 'E-mail',
            from: 'lg',
            cell: (row) => <span className="block max-w-64 truncate">{row.email}</span>,
          },
          {
            key: 'last',
            head: 'Latest event',
            from: 'md',
            cell: (row) =>
              row.lastEvent && formatDateTime({ at: row.lastEvent, timeZone, locale, style: 'date' }),
          },
          {
            key: 'bookings',
            head: 'Bookings',
            align: 'end',
            phone: 'end',
            cell: (row) => (
              <>
                {row.bookings.toLocaleString(locale)}
                <span className="sm:hidden">{row.bookings === 1 ? ' booking' : ' bookings'}</span>
              </>
            ),
          },
        ]}
      />
      <Pagination
        previousHref={list.previous && hrefOf({ q: filter.q, before: list.previous })}
        nextHref={list.next && hrefOf({ q: filter.q, after: list.next })}
        summary={`${list.rows.length} of ${list.total.toLocaleString('en')} ${list.total === 1 ? 'customer' : 'customers'}`}
      />
    </>
  );
}

function NoCustomers({ q, mayAdd }: { q?: string; mayAdd: boolean }) {
  if (q)
    return (
      <EmptyState
        title={`Nobody found for “${q}”`}
        icon={<SearchX />}
        actions={<ButtonLink href="/customers">Show all customers</ButtonLink>}
      >
        The search looks at name, phone and e-mail. Part of one is enough.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No customers yet"
      icon={<UserPlus />}
      actions={
        mayAdd ? (
          <ButtonLink href="/customers/new" variant="primary">
            Add the first customer
          </ButtonLink>
        ) : null
      }
    >
      {mayAdd ? 'A booking needs a customer: name and phone are enough.' : 'A manager adds customers.'}
    </EmptyState>
  );
}
