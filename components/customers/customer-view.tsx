import { StatusPill } from '@/components/bookings/status-pill';
import { DescriptionList } from '@/components/ui/description-list';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import type { CustomerDetail } from '@/lib/customers/queries';
import { formatDate } from '@/lib/platform/format/dates';
import { ConsentList } from './consent-list';
import { cuisineWords, languageWords } from './words';

type Props = { detail: CustomerDetail; currency: string; locale: string; timeZone: string };

/** A customer's bookings, and who they are at the side. */
export function CustomerView({ detail, currency, locale, timeZone }: Props) {
  const { customer, bookings, consents } = detail;
  return (
    <div className="grid gap-10 lg:grid-cols-[1fr_20rem]">
      <Section title="Bookings">
        {bookings.length === 0 ? (
          <p className="text-muted text-sm">No bookings yet. Make the first one for them.</p>
        ) : (
          <DataTable
            label="Bookings"
            rows={bookings}
            rowKey={(row) => row.id}
            href={(row) => `/bookings/${row.id}`}
            columns={[
              { key: 'event', head: 'Event', grow: true, phone: 'title', cell: (row) => row.eventName },
              {
                key: 'status',
                head: 'Status',
                phone: 'state',
                cell: (row) => <StatusPill status={row.status} />,
              },
              {
                key: 'when',
                head: 'When',
                phone: 'fact',
                cell: (row) => formatDate(row.startsAt, { timeZone, locale }),
              },
              {
                key: 'total',
                head: 'Total',
                align: 'end',
                phone: 'end',
                cell: (row) => <Money amountMinor={row.total} currency={currency} />,
              },
            ]}
          />
        )}
      </Section>
      <div className="flex flex-col gap-10">
        <Section title="Messages allowed">
          <ConsentList consents={consents} timeZone={timeZone} locale={locale} />
        </Section>
        <Section title="About">
          <DescriptionList
            facts={[
              { term: 'Language', value: languageWords[customer.language] },
              { term: 'Cuisine', value: customer.cuisine ? cuisineWords[customer.cuisine] : null },
              { term: 'Address', value: customer.address },
              { term: 'Notes', value: customer.notes },
            ]}
          />
        </Section>
      </div>
    </div>
  );
}
