'use client';

import { BarSeries } from '@/components/charts/bar-series';
import { RatingDistribution } from '@/components/charts/rating-distribution';
import { Section } from '@/components/ui/section';
import type { Dashboard } from '@/lib/dashboard/queries';
import { decimals } from '@/lib/platform/format/money';
import type { Place } from '@/lib/platform/sent';
import { LatestFeedback } from './dashboard-lists';

/** How the months went, and what guests say. */
export function DashboardCharts({ data, place }: { data: Dashboard; place: Place }) {
  const { timeZone, locale, currency } = place;
  const base = 10 ** decimals(currency);
  return (
    <div className="grid gap-10 lg:grid-cols-2">
      <Section
        title={data.soFar.revenue ? 'Bookings and revenue' : 'Bookings'}
        note="Agreed events of the last six months, by event date."
      >
        {data.soFar.revenue ? (
          <BarSeries
            title="Revenue by month"
            index="month"
            series={[{ key: 'revenue', label: 'Revenue' }]}
            data={data.months.map((month) => ({ month: month.label, revenue: (month.revenue ?? 0) / base }))}
            format="money"
            currency={currency}
          />
        ) : null}
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
        <LatestFeedback data={data} timeZone={timeZone} locale={locale} />
      </Section>
    </div>
  );
}
