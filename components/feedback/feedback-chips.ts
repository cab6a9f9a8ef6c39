import type { FilterChip } from '@/components/ui/filter-chips';
import { sayTwoDays } from '@/lib/bookings/calendar/two-days';
import { type FeedbackFilter, feedbackFilter, type Period } from '@/lib/feedback/list-filter';
import type { FeedbackList } from '@/lib/feedback/queries';
import { periodKey, periodWords, sourceWords } from './words';

const periods: Period[] = [30, 90, 365, null];

/** Stars with their counts, recommendation, source and period, all in the address. */
export function feedbackChips(
  filter: FeedbackFilter,
  counts: FeedbackList['counts'],
): { label: string; chips: FilterChip[] }[] {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const star = (stars: number | undefined, label: string, count: number) => ({
    label,
    count,
    href: feedbackFilter.href(filter, { stars }),
    active: filter.stars === stars,
  });
  return [
    {
      label: 'Rating',
      chips: [
        star(undefined, 'All', all),
        ...[5, 4, 3, 2, 1].map((stars) =>
          star(stars, stars === 1 ? '1 star' : `${stars} stars`, counts[stars] ?? 0),
        ),
      ],
    },
    {
      label: 'Recommendation',
      chips: (['yes', 'no'] as const).map((recommend) => ({
        label: recommend === 'yes' ? 'Recommends us' : 'Doesn’t recommend us',
        active: filter.recommend === recommend,
        href: feedbackFilter.href(filter, {
          recommend: filter.recommend === recommend ? undefined : recommend,
        }),
      })),
    },
    {
      label: 'Source',
      chips: (['whatsapp', 'sms', 'web', 'portal', 'phone'] as const).map((source) => ({
        label: sourceWords[source],
        active: filter.source === source,
        href: feedbackFilter.href(filter, { source: filter.source === source ? undefined : source }),
      })),
    },
    {
      label: 'Period',
      chips: [
        ...(filter.days
          ? [{ label: sayTwoDays(filter.days), href: feedbackFilter.href(filter), active: true }]
          : []),
        ...periods.map((period) => ({
          label: periodWords[periodKey(period)] ?? '',
          active: !filter.days && filter.period === period,
          href: feedbackFilter.href(filter, { period, days: undefined }),
        })),
      ],
    },
  ];
}
