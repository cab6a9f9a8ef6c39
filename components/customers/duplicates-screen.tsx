'use client';

import { useSent } from '@/components/screen/use-sent';
import { ButtonLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import type { duplicatesScreen } from '@/lib/customers/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';

/** Pairs of customers that may be one person, the surest first. */
export function DuplicatesScreen({ sent }: { sent: Sent<DataOf<typeof duplicatesScreen>> }) {
  const { pairs } = useSent(sent).data;
  return (
    <>
      <PageHead
        back={{ href: '/customers', label: 'Customers' }}
        title="Possible duplicates"
        meta={['By e-mail and by the likeness of names']}
      />
      {pairs.length === 0 ? (
        <EmptyState title="No two customers look like one person">
          Whoever is entered a second time appears here, and on their own page.
        </EmptyState>
      ) : (
        <List label="Possible duplicates">
          {pairs.map(({ keep, go, byEmail }) => (
            <ListRow
              key={`${keep.id} ${go.id}`}
              title={`${keep.name} and ${go.name}`}
              detail={[
                byEmail ? 'Same e-mail' : 'Similar name',
                keep.contact,
                go.contact,
                `${keep.bookings} and ${go.bookings} bookings`,
              ]
                .filter(Boolean)
                .join(' · ')}
              end={
                <ButtonLink size="small" href={`/customers/${keep.id}/merge?with=${go.id}`}>
                  Compare
                </ButtonLink>
              }
            />
          ))}
        </List>
      )}
    </>
  );
}
