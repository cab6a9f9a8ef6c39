import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { FilterChips } from '@/components/ui/filter-chips';
import { Input } from '@/components/ui/input';
import { ButtonLink } from '@/components/ui/link';
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
        <OwnDays key={`${days.from} ${days.to}`} days={days} to={to} />
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

/** Any two days. */
function OwnDays({ days, to }: { days: Props['days']; to: (change: InsightsFilter) => string }) {
  const [from, setFrom] = useState(days.from);
  const [until, setUntil] = useState(days.to);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="From" name="from">
        <Input type="date" value={from} max={until} onChange={(event) => setFrom(event.target.value)} />
      </Field>
      <Field label="To" name="to">
        <Input type="date" value={until} min={from} onChange={(event) => setUntil(event.target.value)} />
      </Field>
      <ButtonLink href={to({ from, to: until })} scroll={false} data-list="yes">
        Show these days
      </ButtonLink>
    </div>
  );
}
