import { CalendarHeart } from 'lucide-react';
import { ButtonLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Money } from '@/components/ui/money';
import { Pagination } from '@/components/ui/pagination';
import { EmptyState } from '@/components/ui/states';
import type { BookingList, ListFilter } from '@/lib/bookings/queries';
import { formatEventStart } from './event-time';
import { filterHref } from './list-address';
import { StatusPill } from './status-pill';

type Props = {
  list: BookingList;
  filter: ListFilter;
  currency: string;
  timeZone: string;
  locale: string;
};

const path = '/my/bookings';

/** A client's own events, the latest first. */
export function ClientBookings({ list, filter, currency, timeZone, locale }: Props) {
  if (list.rows.length === 0)
    return (
      <EmptyState
        title="No events yet"
        icon={<CalendarHeart />}
        actions={
          <ButtonLink href="/my/bookings/new" variant="primary" size="large">
            Plan an event
          </ButtonLink>
        }
      >
        Tell us when, where and for how many. You see the price as you choose the menu.
      </EmptyState>
    );
  return (
    <>
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
        previousHref={list.previous && filterHref(path, filter, { before: list.previous })}
        nextHref={list.next && filterHref(path, filter, { after: list.next })}
      />
    </>
  );
}
