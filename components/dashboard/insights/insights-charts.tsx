'use client';

import { BarSeries } from '@/components/charts/bar-series';
import { Section } from '@/components/ui/section';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { decimals } from '@/lib/platform/format/money';
import type { Place } from '@/lib/platform/sent';

const recentMonths = 6;

/** How the months went: work, money, and what guests said. Each has its numbers as a table, too. */
export function InsightsCharts({ data, place }: { data: InsightsData; place: Place }) {
  const { locale, currency } = place;
  const base = 10 ** decimals(currency);
  const months = data.months.map((month) => ({
    month: formatCalendarDate(`${month.month}-01`, locale, 'month'),
    bookings: month.bookings.value,
    booked: month.booked === undefined ? null : month.booked / base,
    answers: month.answers.value,
    satisfaction: month.satisfaction.estimate.value,
  }));
  const lately = months.slice(-recentMonths);
  return (
    <div className="grid grid-cols-1 gap-10 lg:grid-cols-2">
      <Section
        title={data.money ? 'Bookings and revenue' : 'Bookings'}
        note="Agreed events of six months, by event day."
      >
        {data.money ? (
          <BarSeries
            title="Revenue by month"
            index="month"
            series={[{ key: 'booked', label: 'Revenue' }]}
            data={lately}
            format="money"
            {...{ currency, locale }}
          />
        ) : null}
        <BarSeries
          title="Bookings by month"
          index="month"
          series={[{ key: 'bookings', label: 'Bookings' }]}
          data={lately}
          height={160}
          locale={locale}
        />
      </Section>
      <Section
        title="Feedback"
        note="Answers of twelve months, and their average where there are five or more."
      >
        <BarSeries
          title="Answers by month"
          index="month"
          series={[{ key: 'answers', label: 'Answers' }]}
          data={months}
          locale={locale}
        />
        <BarSeries
          title="Satisfaction by month"
          index="month"
          series={[{ key: 'satisfaction', label: 'Average of 5' }]}
          data={months}
          height={160}
          most={5}
          empty="No month with five answers yet."
          locale={locale}
        />
      </Section>
    </div>
  );
}
