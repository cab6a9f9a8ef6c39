import type { ComponentProps } from 'react';
import { StatusPill } from '@/components/bookings/status-pill';
import { RecordStory } from '@/components/comments/record-timeline';
import { formatDateTime } from '@/components/ui/date-time';
import { DescriptionList } from '@/components/ui/description-list';
import { DialogButton } from '@/components/ui/dialog';
import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import { DataTable } from '@/components/ui/table';
import type { Looker } from '@/lib/audit/reads';
import type { History } from '@/lib/audit/record-history';
import type { Role } from '@/lib/auth/permissions';
import { bookingFilter } from '@/lib/bookings/list-filter';
import type { Talk } from '@/lib/comments/queries';
import type { PortalState } from '@/lib/customers/portal-queries';
import type { CustomerDetail } from '@/lib/customers/queries';
import type { CustomerStory } from '@/lib/customers/story-queries';
import { formatDate } from '@/lib/platform/format/dates';
import { ConsentDialog, consentDialog } from './consent-dialog';
import { ConsentList } from './consent-list';
import { type Billing, CustomerBilling } from './customer-billing';
import { CustomerLikely } from './customer-likely';
import { CustomerStoryLists, sayLatest } from './customer-story';
import { PortalSection } from './portal-section';
import { TaxOffers } from './tax-offers';
import { channelWords, consentSourceWords, cuisineWords, languageWords } from './words';

type Props = {
  detail: Omit<CustomerDetail, 'bookings'> &
    Billing & {
      bookings: Omit<CustomerDetail['bookings'][number], 'tax'>[];
      story: CustomerStory;
      mayMerge: boolean;
      talk: Talk;
      history: History;
      lookers: Looker[];
      portal: PortalState | undefined;
      taxed: ComponentProps<typeof TaxOffers>['taxed'];
    };
  role: Role;
  currency: string;
  locale: string;
  timeZone: string;
  now: Date;
};

/** A customer's bookings, and who they are at the side. */
export function CustomerView({ detail, role, currency, locale, timeZone, now }: Props) {
  const { customer, bookings, consents, story } = detail;
  const place = { timeZone, locale };
  return (
    <div className="grid gap-10 lg:grid-cols-[1fr_20rem]">
      <div className="flex min-w-0 flex-col gap-10">
        <TaxOffers taxed={detail.taxed} />
        <Section
          title="Bookings"
          note={sayLatest(bookings.length, story.bookings, place)}
          actions={
            story.bookings > bookings.length ? (
              <TextLink href={bookingFilter.href({}, { q: customer.name })}>All of them</TextLink>
            ) : null
          }
        >
          {bookings.length === 0 ? (
            <p className="text-muted text-sm">No bookings yet. Make the first one for them.</p>
          ) : (
            <DataTable
              label="Bookings"
              rows={bookings}
              rowKey={(row) => row.id}
              href={(row) => `/bookings/${row.id}`}
              columns={[
                {
                  key: 'event',
                  head: 'Event',
                  grow: true,
                  phone: 'title',
                  cell: ({ eventName, occasion }) => (occasion ? `${eventName}, ${occasion}` : eventName),
                },
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
        <CustomerStoryLists lines={story.lines} place={place} />
        <RecordStory record={detail} {...{ place, now }} />
      </div>
      <div className="flex flex-col gap-10">
        <Section
          title="Money"
          actions={<TextLink href={`/customers/${customer.id}/statement`}>Statement</TextLink>}
        >
          <DescriptionList
            amounts
            facts={[
              { term: 'Still to pay', value: <Money amountMinor={story.owed} currency={currency} /> },
              { term: 'Paid so far', value: <Money amountMinor={story.spent} currency={currency} /> },
              { term: 'Events agreed', value: story.events },
            ]}
          />
        </Section>
        <CustomerBilling billing={detail} {...{ customer, currency, locale }} />
        <Section
          title="Messages allowed"
          actions={
            customer.anonymisedAt ? null : (
              <DialogButton opens={consentDialog} size="small">
                Write down
              </DialogButton>
            )
          }
        >
          <ConsentList consents={consents} timeZone={timeZone} locale={locale} />
          <SaidBefore said={story.said} place={place} />
          <ConsentDialog customerId={customer.id} name={customer.name} />
        </Section>
        {detail.portal ? <PortalSection portal={detail.portal} role={role} when={{ now, ...place }} /> : null}
        <CustomerLikely customerId={customer.id} story={story} mayMerge={detail.mayMerge} place={place} />
        <WhoLooked lookers={detail.lookers} customerId={customer.id} place={place} />
        <Section title="About">
          <DescriptionList
            facts={[
              { term: 'Language', value: languageWords[customer.language] },
              { term: 'Cuisine', value: customer.cuisine ? cuisineWords[customer.cuisine] : null },
              { term: 'Tags', value: customer.tags.join(', ') || null },
              { term: 'Address', value: customer.address },
              { term: 'Notes', value: customer.notes },
            ]}
          />
        </Section>
      </div>
    </div>
  );
}

/** Every word of theirs about it, since each was true in its time. */
function SaidBefore({
  said,
  place,
}: {
  said: CustomerStory['said'];
  place: { timeZone: string; locale: string };
}) {
  if (said.length < 2) return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-muted">All they said about it ({said.length})</summary>
      <ul className="mt-2 flex flex-col gap-2 text-xs">
        {said.map((one) => (
          <li key={one.id} dir="auto" className="break-words text-muted">
            {`${formatDate(one.createdAt, place)}: ${channelWords[one.channel]} ${
              one.state === 'granted' ? 'agreed' : 'opted out'
            }, ${consentSourceWords[one.source]}${one.by ? ` (${one.by})` : ''}${one.reason ? `: ${one.reason}` : ''}`}
          </li>
        ))}
      </ul>
    </details>
  );
}

type WhoLookedProps = {
  lookers: readonly Looker[];
  customerId: string;
  place: { timeZone: string; locale: string };
};

/** Who opened this customer lately, for managers: others are told nobody, and see nothing. */
function WhoLooked({ lookers, customerId, place }: WhoLookedProps) {
  if (lookers.length === 0) return null;
  return (
    <Section
      title="Who looked"
      note="In the last 90 days."
      actions={
        <TextLink href={`/settings/audit?days=all&did=read&record=customers:${customerId}`}>
          All of it
        </TextLink>
      }
    >
      <List label="Who looked">
        {lookers.map(({ id, name, times, at }) => (
          <ListRow
            key={id}
            title={name}
            detail={times === 1 ? 'once' : `${times} times`}
            end={formatDateTime({ at, ...place, style: 'short' })}
          />
        ))}
      </List>
    </Section>
  );
}
