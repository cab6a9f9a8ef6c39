'use client';

import { useQuery } from '@tanstack/react-query';
import { BarSeries } from '@/components/charts/bar-series';
import { RatingDistribution } from '@/components/charts/rating-distribution';
import { Notice, Section } from '@/components/ui/section';
import type { Dashboard } from '@/lib/dashboard/queries';
import { decimals } from '@/lib/platform/format/money';
import { DashboardFigures } from './dashboard-figures';
import { LatestFeedback, NeedsYou, NextDays } from './dashboard-lists';

type Props = {
  initial: Dashboard;
  /** When the server rendered, ISO. */
  now: string;
  money: { currency: string; locale: string };
  timeZone: string;
};

async function fetchDashboard(): Promise<Dashboard> {
  const answer = await fetch('/api/v1/dashboard', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`dashboard ${answer.status}`);
  return (await answer.json()) as Dashboard;
}

/** The day at a glance; asks again every few seconds, and says so when it can't instead of showing old news as new. */
export function DashboardView({ initial, now, money, timeZone }: Props) {
  const { data, isError } = useQuery({
    queryKey: ['dashboard'],
    queryFn: fetchDashboard,
    initialData: initial,
    refetchInterval: 4_000,
  });
  const base = 10 ** decimals(money.currency);
  return (
    <div className="flex flex-col gap-10">
      {isError ? (
        <Notice tone="attention" title="These figures may be out of date">
          The server didn’t answer the last time. The page keeps trying.
        </Notice>
      ) : null}
      <div className="grid gap-10 lg:grid-cols-2">
        <NeedsYou data={data} now={now} />
        <NextDays data={data} timeZone={timeZone} locale={money.locale} />
      </div>
      <DashboardFigures data={data} money={money} />
      <div className="grid gap-10 lg:grid-cols-2">
        <Section title="Bookings and revenue" note="Agreed events of the last six months, by event date.">
          <BarSeries
            title="Revenue by month"
            index="month"
            series={[{ key: 'revenue', label: 'Revenue' }]}
            data={data.months.map((month) => ({ month: month.label, revenue: month.revenue / base }))}
            format="money"
            currency={money.currency}
          />
          <BarSeries
            title="Bookings by month"
            index="month"
            series={[{ key: 'bookings', label: 'Bookings' }]}
            data={data.months.map((month) => ({ month: month.label, bookings: month.bookings }))}
            height={160}
          />
        </Section>
        <Section title="What guests say" note="Ratings of the last 365 days.">
          <RatingDistribution title="Ratings" counts={data.ratings} />
          <LatestFeedback data={data} timeZone={timeZone} locale={money.locale} />
        </Section>
      </div>
    </div>
  );
}
