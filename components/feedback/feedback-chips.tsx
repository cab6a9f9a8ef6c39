import { FilterChips } from '@/components/ui/filter-chips';
import type { FeedbackFilter, FeedbackList, Period } from '@/lib/feedback/queries';
import { filterHref } from './list-address';
import { periodKey, periodWords, sourceWords } from './words';

const periods: Period[] = [30, 90, 365, null];

/** Stars with their counts, recommendation, source and period, all in the address. */
export function FeedbackChips({
  filter,
  counts,
}: {
  filter: FeedbackFilter;
  counts: FeedbackList['counts'];
}) {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const star = (stars: number | undefined, label: string, count: number) => ({
    label,
    count,
    href: filterHref(filter, { stars }),
    active: filter.stars === stars,
  });
  return (
    <div className="flex flex-wrap gap-x-6 gap-y-2">
      <FilterChips
        label="Rating"
        chips={[
          star(undefined, 'All', all),
          ...[5, 4, 3, 2, 1].map((stars) =>
            star(stars, stars === 1 ? '1 star' : `${stars} stars`, counts[stars] ?? 0),
          ),
        ]}
      />
      <FilterChips
        label="Recommendation"
        chips={(['yes', 'no'] as const).map((recommend) => ({
          label: recommend === 'yes' ? 'Recommends us' : 'Doesn’t recommend us',
          active: filter.recommend === recommend,
          href: filterHref(filter, { recommend: filter.recommend === recommend ? undefined : recommend }),
        }))}
      />
      <FilterChips
        label="Source"
        chips={(['whatsapp', 'sms', 'web', 'portal', 'phone'] as const).map((source) => ({
          label: sourceWords[source],
          active: filter.source === source,
          href: filterHref(filter, { source: filter.source === source ? undefined : source }),
        }))}
      />
      <FilterChips
        label="Period"
        chips={periods.map((period) => ({
          label: periodWords[periodKey(period)] ?? '',
          active: filter.period === period,
          href: filterHref(filter, { period }),
        }))}
      />
    </div>
  );
}
