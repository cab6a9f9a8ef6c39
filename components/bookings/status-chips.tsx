import { FilterChips } from '@/components/ui/filter-chips';
import { bookingStatuses } from '@/db/enums';
import type { BookingList, ListFilter } from '@/lib/bookings/queries';
import { totalOf } from './bookings-table';
import { filterHref } from './list-address';
import { statusLabel } from './status-pill';

/** The list's filters, each with how many it would show under the present search. */
export function StatusChips({ filter, counts }: { filter: ListFilter; counts: BookingList['counts'] }) {
  const chip = (status: ListFilter['status'], label: string, count: number) => ({
    label,
    count,
    href: filterHref('/bookings', filter, { status }),
    active: filter.status === status,
  });
  return (
    <FilterChips
      label="Status"
      chips={[
        chip(undefined, 'All', totalOf(counts)),
        ...bookingStatuses.map((status) => chip(status, statusLabel(status), counts[status] ?? 0)),
      ]}
    />
  );
}
