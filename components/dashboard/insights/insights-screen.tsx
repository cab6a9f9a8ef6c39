'use client';

import dynamic from 'next/dynamic';
import { AsOf } from '@/components/screen/as-of';
import { useScreen } from '@/components/screen/use-screen';
import { PageHead } from '@/components/ui/page-head';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { stretchWords } from '@/lib/dashboard/insights/words';
import type { Sent } from '@/lib/platform/sent';
import { Dishes } from './dishes';
import { Headlines } from './headlines';
import { MoneyPanels } from './money-panels';
import { Months } from './months';
import { PeriodBar } from './period-bar';
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
  const { data, place, now, failed } = useScreen(sent);
  const { locale } = place;
  const { before, ...days } = data.days;
  return (
    <>
      <PageHead
        title="Insights"
        meta={[stretchWords(days, locale), `beside ${stretchWords(before, locale)}`]}
      />
      <PeriodBar filter={data.filter} days={days} />
      <div className="flex flex-col gap-10">
        <AsOf {...{ failed, now, place }} what="these figures" />
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
