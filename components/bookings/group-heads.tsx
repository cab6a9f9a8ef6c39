import type { RowGroups } from '@/components/ui/table';
import { eventTypeWords } from '@/lib/bookings/event-types';
import type { BookingFilter, Grouping } from '@/lib/bookings/list-filter';
import type { BookingList, ListedBooking } from '@/lib/bookings/list-queries';
import { formatFullDay, formatLongMonth } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';
import { statusLabel } from './status-pill';

const names: Record<Grouping, (row: ListedBooking, place: Place) => string> = {
  date: ({ startsAt }, place) => formatFullDay(startsAt, place),
  month: ({ startsAt }, place) => formatLongMonth(startsAt, place),
  customer: ({ customer }) => customer,
  occasion: ({ occasion, customer }) => (occasion ? `${occasion}, ${customer}` : customer),
  type: ({ eventType }) => eventTypeWords[eventType],
  status: ({ status }) => statusLabel(status),
  // Spellings of one venue are one group, called as its first booking here calls it.
  venue: ({ venue }) => venue,
};

/** The headings of a grouped list: what the group is, and how many bookings it holds, on this page and on others. */
export function groupsOf(
  { filter, groups }: BookingList & { filter: BookingFilter },
  place: Place,
): RowGroups<ListedBooking> | undefined {
  const { group } = filter;
  if (!group || !groups) return undefined;
  const keyOf = (row: ListedBooking) => row.group ?? '';
  return {
    keyOf,
    head: (row) => (
      <>
        {names[group](row, place)}
        <small>{howMany(groups[keyOf(row)] ?? 0)}</small>
      </>
    ),
  };
}

/** The database counts up to a thousand and one. */
function howMany(count: number): string {
  if (count > 1000) return 'more than 1,000 bookings';
  return count === 1 ? '1 booking' : `${formatCount(count)} bookings`;
}
