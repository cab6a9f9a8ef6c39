'use client';

import { DataList } from '@/components/screen/data-list';
import type { ListColumn } from '@/components/screen/shown-columns';
import { useScreen } from '@/components/screen/use-screen';
import { Figure, Figures } from '@/components/ui/figure';
import { ButtonLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import { type InvoiceFilter, invoiceFilter, invoiceViews } from '@/lib/bookings/money/list-filter';
import type { Age, ListedInvoice } from '@/lib/bookings/money/list-queries';
import type { invoicesScreen } from '@/lib/bookings/money/screens';
import { viewWords } from '@/lib/bookings/money/words';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { InvoicePill } from './state-pill';

type Data = DataOf<typeof invoicesScreen>;

/** What was billed and credited, and what is owed by age. */
export function InvoicesScreen({ sent }: { sent: Sent<Data> }) {
  const { data, place, busy, failed } = useScreen(sent);
  const { filter, today, ageing, rows } = data;
  return (
    <>
      <PageHead
        title="Invoices"
        primary={<ButtonLink href="/cash-up">Cash-up</ButtonLink>}
        menu={data.mayExport ? <ButtonLink href="/settings/ledger">Ledger</ButtonLink> : null}
      />
      <Ageing ageing={ageing} place={place} />
      <DataList<ListedInvoice>
        {...{ busy, failed, rows }}
        label="Invoices and credit notes"
        search={{ label: 'Search invoices', placeholder: 'Number of an invoice or booking' }}
        filters={[{ label: 'Invoices', chips: chips(filter) }]}
        columns={columnsOf(place, today)}
        rowKey={(row) => row.id}
        href={(row) => `/invoices/${row.id}`}
        at={invoiceFilter.at(filter)}
        previous={data.previous}
        next={data.next}
        exportPath="/api/v1/invoices/export"
        empty={filter.q || filter.state ? <NothingFits /> : <NoInvoices />}
      />
    </>
  );
}

const ageWords: Record<Age, string> = {
  due: 'Not due yet',
  '30': '1 to 30 days late',
  '60': '31 to 60 days late',
  '90': '61 to 90 days late',
  older: 'Over 90 days late',
};

/** What customers owe, by how long it has been due. */
function Ageing({ ageing, place: { currency, locale } }: { ageing: Data['ageing']; place: Place }) {
  const owed = ageing.reduce((sum, { open }) => sum + open, 0);
  const held = ageing.filter(({ n, age }) => n > 0 || age === 'due' || age === '30');
  return (
    <section aria-label="Owed by age" className="mb-6">
      <Figures>
        <Figure label="Owed in all" value={formatMoney(owed, currency, locale)} />
        {held.map(({ age, n, open }) => (
          <Figure
            key={age}
            label={ageWords[age]}
            value={formatMoney(open, currency, locale)}
            period={`${formatCount(n, locale)} ${n === 1 ? 'invoice' : 'invoices'}`}
          />
        ))}
      </Figures>
    </section>
  );
}

const chips = (filter: InvoiceFilter) => [
  { label: 'All', href: invoiceFilter.href(filter, { state: undefined }), active: !filter.state },
  ...invoiceViews.map((state) => ({
    label: viewWords[state],
    href: invoiceFilter.href(filter, { state }),
    active: filter.state === state,
  })),
];

function columnsOf({ currency, locale }: Place, today: string): ListColumn<ListedInvoice>[] {
  const money = (amountMinor: number) => <Money {...{ amountMinor, currency, locale }} />;
  const day = (date: string | null) => date && formatCalendarDate(date, locale);
  return [
    { key: 'number', head: 'Number', phone: 'fact', cell: (row) => row.reference },
    { key: 'customer', head: 'Customer', grow: true, phone: 'title', cell: (row) => row.customer },
    { key: 'event', head: 'Event', from: 'lg', cell: (row) => row.booking.eventName },
    {
      key: 'state',
      head: 'State',
      phone: 'state',
      cell: (row) => <InvoicePill invoice={row} today={today} />,
    },
    { key: 'issued', head: 'Issued', from: 'md', cell: (row) => day(row.issuedOn) },
    { key: 'due', head: 'Due', phone: 'fact', cell: (row) => (row.dueOn ? `${day(row.dueOn)}` : null) },
    {
      key: 'total',
      head: 'Total',
      align: 'end',
      phone: 'end',
      cell: (row) => money(row.kind === 'invoice' ? row.total : -row.total),
    },
    {
      key: 'open',
      head: 'Open',
      align: 'end',
      from: 'md',
      cell: (row) => (row.open ? money(row.open) : '–'),
    },
  ];
}

const NothingFits = () => (
  <EmptyState title="No invoice fits" actions={<ButtonLink href="/invoices">Show all</ButtonLink>}>
    Search finds whole numbers: INV-2026-0012, CN-2026-0003, or a booking’s BK00042.
  </EmptyState>
);

const NoInvoices = () => (
  <EmptyState
    title="Nothing was billed yet"
    actions={<ButtonLink href="/bookings?unpaid=1&when=all">Unpaid bookings</ButtonLink>}
  >
    An invoice is issued on the Money tab of a confirmed booking. It keeps its number and never changes.
  </EmptyState>
);
