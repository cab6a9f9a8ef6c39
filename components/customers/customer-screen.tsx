'use client';

import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink, TextLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { may } from '@/lib/auth/permissions';
import type { customerScreen } from '@/lib/customers/screens';
import { formatPhone } from '@/lib/platform/format/phones';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import { CustomerView } from './customer-view';

/** One customer. */
export function CustomerScreen({ sent }: { sent: Sent<DataOf<typeof customerScreen>> }) {
  const { data, place, now } = useScreen(sent);
  const { customer, mayEdit } = data;
  return (
    <>
      <PageHead
        back={{ href: '/customers', label: 'Customers' }}
        title={customer.name}
        meta={[
          customer.phone && (
            <TextLink key="phone" href={`tel:${customer.phone}`}>
              {formatPhone(customer.phone)}
            </TextLink>
          ),
          customer.email && (
            <TextLink key="email" href={`mailto:${customer.email}`}>
              {customer.email}
            </TextLink>
          ),
        ]}
        primary={
          customer.anonymisedAt || !may(place.role, 'bookings.create') ? null : (
            <ButtonLink href={`/bookings/new?customer=${customer.id}`} variant="primary">
              New booking
            </ButtonLink>
          )
        }
        menu={
          <>
            {mayEdit ? <ButtonLink href={`/customers/${customer.id}/edit`}>Edit customer</ButtonLink> : null}
            {data.mayPrivacy ? (
              <ButtonLink href={`/customers/${customer.id}/privacy`}>Privacy</ButtonLink>
            ) : null}
          </>
        }
      />
      <CustomerView detail={data} {...place} now={now} />
    </>
  );
}
