import type { FilterChip } from '@/components/ui/filter-chips';
import { bookingStatuses } from '@/db/enums';
import { sayTwoDays } from '@/lib/bookings/calendar/two-days';
import {
  type BookingFilter,
  bookingFilter,
  type Grouping,
  groupings,
  type Span,
  spanOf,
  spans,
  type Trait,
  traits,
} from '@/lib/bookings/list-filter';
import type { BookingList } from '@/lib/bookings/list-queries';
import { statusLabel } from './status-pill';

export const spanWords: Record<Span, string> = {
  days: 'In these days',
  coming: 'From today',
  today: 'Today',
  tomorrow: 'Tomorrow',
  week: 'This week',
  'next-week': 'Next week',
  month: 'This month',
  'last-month': 'Last month',
  past: 'Before today',
  all: 'All times',
};

const traitWords: Record<Trait, string> = {
  unpaid: 'Unpaid',
  deposit: 'Deposit due',
  overdue: 'Payment late',
  diets: 'Needs diets',
  big: '50+ guests',
  high: 'High value',
  occasion: 'Part of an occasion',
};

/** Bookings by time, by status, and by what somebody has to see to; the last can be put together. */
export function bookingChips({
  filter,
  counts,
  spans: times,
}: Pick<BookingList, 'counts' | 'spans'> & { filter: BookingFilter }): {
  label: string;
  chips: FilterChip[];
}[] {
  const shown = spanOf(filter);
  const all = counts && Object.values(counts).reduce((sum, n) => sum + n, 0);
  const status = (value: BookingFilter['status'], label: string, count: number | undefined): FilterChip => ({
    label,
    // What is shown now stays the time, also where the other status would mean another one.
    href: bookingFilter.href(filter, { status: value, when: filter.when }),
    active: filter.status === value,
    ...(count !== undefined && { count }),
  });
  return [
    {
      label: 'Time',
      chips: [
        ...(filter.days
          ? [{ label: sayTwoDays(filter.days), href: bookingFilter.href(filter), active: true }]
          : []),
        ...spans.map((span) => ({
          label: spanWords[span],
          href: bookingFilter.href(filter, {
            days: undefined,
            when: spanOf({ ...filter, when: undefined, days: undefined }) === span ? undefined : span,
          }),
          active: span === shown,
          ...(times && { count: times[span] }),
        })),
      ],
    },
    {
      label: 'Status',
      chips: [
        { ...status(undefined, 'Every status', all), usual: true },
        ...bookingStatuses.map((value) => status(value, statusLabel(value), counts && (counts[value] ?? 0))),
      ],
    },
    {
      label: 'Only',
      chips: traits.map((trait) => ({
        label: traitWords[trait],
        href: bookingFilter.href(filter, { [trait]: filter[trait] ? undefined : true }),
        active: Boolean(filter[trait]),
      })),
    },
  ];
}

const groupingWords: Record<Grouping, string> = {
  date: 'Date',
  month: 'Month',
  customer: 'Customer',
  occasion: 'Occasion',
  type: 'Type',
  status: 'Status',
  venue: 'Venue',
};

/** What bookings can be put together by. */
export function groupingChips(filter: BookingFilter): FilterChip[] {
  // Another order than by time is none of groups.
  const byTime = filter.order === 'soonest' || filter.order === 'latest' ? filter.order : undefined;
  return [
    {
      label: 'No groups',
      href: bookingFilter.href(filter, { group: undefined }),
      active: !filter.group,
      usual: true,
    },
    ...groupings.map((group) => ({
      label: groupingWords[group],
      href: bookingFilter.href(filter, { group, order: byTime }),
      active: filter.group === group,
    })),
  ];
}
