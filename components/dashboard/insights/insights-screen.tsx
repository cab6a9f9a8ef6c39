'use client';

import dynamic from 'next/dynamic';
import { AsOf } from '@/components/screen/as-of';
import { openListLink } from '@/components/screen/list-links';
import { useScreen } from '@/components/screen/use-screen';
import { FilterChips } from '@/components/ui/filter-chips';
import { PageHead } from '@/components/ui/page-head';
import { Notice } from '@/components/ui/section';
import { TwoDays } from '@/components/ui/two-days';
import { type InsightsFilter, insightsFilter, periods, stretchOf } from '@/lib/dashboard/insights/filter';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { periodWords, stretchWords } from '@/lib/dashboard/insights/words';
import type { Sent } from '@/lib/platform/sent';
import { Dishes } from './dishes';
import { Headlines } from './headlines';
import { MoneyPanels } from './money-panels';
import { Months } from './months';
import { Quality } from './quality';
import { Recent, Upcoming } from './recent';
import { Spread } from './spread';

// Numbers first: the charts and their code come after the first paint, into a place that is kept for them.
const InsightsCharts = dynamic(() => import('./insights-charts').then((file) => file.InsightsCharts), {
  ssr: false,
  loading: () => <div className="min-h-160" />,
});

/** How the company does, by any days; each figure leads to its rows. */
export function InsightsScreen({ sent }: { sent: Sent<InsightsData> }) {
  const { data, place, now, busy, failed } = useScreen(sent);
  const { locale } = place;
  const { before, ...days } = data.days;
  return (
    <>
      <PageHead
        title="Insights"
        meta={[stretchWords(days, locale), `beside ${stretchWords(before, locale)}`]}
      />
      <PeriodBar filter={data.filter} days={days} />
      <div aria-busy={busy} className="flex flex-col gap-10">
        <AsOf {...{ failed, now, place }} what="these figures" />
        {stretchOf(data.filter).cut ? (
          <Notice tone="attention">
            More than ten years were asked for: these figures are of the last ten of them.
          </Notice>
        ) : null}
        <Headlines data={data} place={place} />
        {data.money && data.forecast ? (
          <MoneyPanels money={data.money} forecast={data.forecast} place={place} />
        ) : null}
        <InsightsCharts data={data} place={place} />
        <Months data={data} place={place} />
        <div className="grid grid-cols-1 gap-10 lg:grid-cols-2">
          <Spread data={data} place={place} />
          <Quality data={data} locale={locale} />
        </div>
        <Dishes data={data} place={place} />
        <div className="grid grid-cols-1 gap-10 lg:grid-cols-2">
          <Upcoming events={data.upcoming} place={place} />
          <Recent recent={data.recent} place={place} now={now} />
        </div>
      </div>
    </>
  );
}

type Props = { filter: InsightsFilter; days: { from: string; to: string } };

/** Which days, and beside which: all of it stands in the address. */
function PeriodBar({ filter, days }: Props) {
  const { period } = stretchOf(filter);
  const to = (change: InsightsFilter) => insightsFilter.href({ against: filter.against, ...change });
  const named = periods.map((name) => ({
    label: periodWords[name],
    href: to({ period: name }),
    active: period === name,
  }));
  const own = { period: filter.period, from: filter.from, to: filter.to };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside carry the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside carry the keyboard
    <div className="mb-8 flex flex-col gap-3" data-at={insightsFilter.href(filter)} onClick={openListLink}>
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
