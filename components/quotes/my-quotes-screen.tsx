'use client';

import { useSent } from '@/components/screen/use-sent';
import { ButtonLink } from '@/components/ui/link';
import { PageHead } from '@/components/ui/page-head';
import { EmptyState } from '@/components/ui/states';
import type { DataOf } from '@/lib/platform/screen';
import type { Sent } from '@/lib/platform/sent';
import type { myQuotesScreen } from '@/lib/quotes/screens';
import { OwnQuotes } from './own-quotes';

/** All quotes that a client was given, those that wait for an answer first. */
export function MyQuotesScreen({ sent }: { sent: Sent<DataOf<typeof myQuotesScreen>> }) {
  const { data, place } = useSent(sent);
  return (
    <>
      <PageHead title="My quotes" />
      {data.quotes.length > 0 ? (
        <OwnQuotes quotes={data.quotes} place={place} />
      ) : (
        <EmptyState
          title="No quotes yet"
          actions={
            <ButtonLink href="/my/bookings" size="large">
              See my events
            </ButtonLink>
          }
        >
          Once we have looked at your event, we send you a quote. It then stands here, to read and to answer.
        </EmptyState>
      )}
    </>
  );
}
