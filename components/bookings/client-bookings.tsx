'use client';

import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { ButtonLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { PageHead } from '@/components/ui/page-head';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import { bookingFilter } from '@/lib/bookings/list-filter';
import type { myBookingsScreen } from '@/lib/bookings/screens';
import type { DataOf } from '@/lib/platform/screen';
import type { Place, Sent } from '@/lib/platform/sent';
import { formatEventStart } from './event-time';
import { StatusPill } from './status-pill';

type Data = DataOf<typeof myBookingsScreen>;

const path = '/my/bookings';

/** A client's own events, the latest first. */
export function ClientBookings({ sent }: { sent: Sent<Data> }) {
  const { data, place } = useScreen(sent);
  return (
    <>
      <PageHead
        title="My events"
        primary={
          <ButtonLink href="/my/bookings/new" variant="primary" size="large">
            Plan an event
          </ButtonLink>
        }
      />
      {data.rows.length > 0 ? (
        <Events list={data} place={place} />
      ) : (
        <EmptyState
          title="No events yet"
          actions={
            <ButtonLink href="/my/bookings/new" variant="primary" size="large">
              Plan an event
            </ButtonLink>
          }
        >
          Tell us when, where and for how many. You see the price as you choose the menu.
        </EmptyState>
      )}
    </>
  );
}

function Events({ list, place: { currency, timeZone, locale } }: { list: Data; place: Place }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div onClick={openListLink}>
      <List label="My events">
        {list.rows.map((row) => (
          <ListRow
            key={row.id}
            href={`${path}/${row.id}`}
            title={row.eventName}
            state={<StatusPill status={row.status} />}
            detail={
              <>
                {formatEventStart(row.startsAt, { timeZone, locale })}
                <span className="block">{row.venue}</span>
              </>
            }
            end={<Money amountMinor={row.total} currency={currency} locale={locale} />}
          />
        ))}
      </List>
      <Pagination
        previousHref={list.previous && bookingFilter.href({}, { before: list.previous }, path)}
        nextHref={list.next && bookingFilter.href({}, { after: list.next }, path)}
      />
    </div>
  );
}
