import { FilterChips } from '@/components/ui/filter-chips';
import { TwoDays } from '@/components/ui/two-days';
import { type InsightsFilter, insightsFilter, periods, stretchOf } from '@/lib/dashboard/insights/filter';
import { periodWords } from '@/lib/dashboard/insights/words';

type Props = { filter: InsightsFilter; days: { from: string; to: string } };

/** Which days, and beside which: all of it stands in the address. */
export function PeriodBar({ filter, days }: Props) {
  const { period } = stretchOf(filter);
  const to = (change: InsightsFilter) => insightsFilter.href({ against: filter.against, ...change });
  const named = periods.map((name) => ({
    label: periodWords[name],
    href: to({ period: name }),
    active: period === name,
  }));
  const own = { period: filter.period, from: filter.from, to: filter.to };
  return (
    <div className="mb-8 flex flex-col gap-3">
      <FilterChips label="Days" chips={named} />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <TwoDays key={`${days.from} ${days.to}`} {...days} href={to} />
        <FilterChips
          label="Beside"
          chips={[
            {
              label: 'Beside the days before',
              href: insightsFilter.href(own),
              active: !filter.against,
            },
            {
              label: 'Beside a year before',
              href: insightsFilter.href({ ...own, against: 'year' }),
              active: filter.against === 'year',
            },
          ]}
        />
      </div>
    </div>
  );
}
