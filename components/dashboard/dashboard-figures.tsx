import { EstimateFigure } from '@/components/stats/estimate';
import { Figure, Figures } from '@/components/ui/figure';
import { TextLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { addDays } from '@/lib/bookings/calendar/days';
import { type RowKind, rowsFilter } from '@/lib/dashboard/insights/filter';
import type { Dashboard } from '@/lib/dashboard/queries';
import { changeOf } from '@/lib/dashboard/rules';
import { formatMoney } from '@/lib/platform/format/money';

type Props = { data: Dashboard & { today: string }; money: { currency: string; locale: string } };

/** The figures of the month, each with what it rests on and the rows behind it. */
export function DashboardFigures({ data, money: { currency, locale } }: Props) {
  const { lately, soFar, standing, today } = data;
  const rows = (of: RowKind, from: string) => rowsFilter.href({ of, from, to: today });
  const [month, days] = [`${today.slice(0, 8)}01`, addDays(today, -29)];
  const monthAgo = (figure: { now: number; before: number }) =>
    changeOf(figure, 'the same day of last month', 'as on the same day of last month');
  const guests = { than: 'the days before', locale };
  return (
    <Section
      title="Figures"
      note="What guests say is of 30 days."
      actions={<TextLink href="/insights">All figures</TextLink>}
    >
      <Figures>
        <Figure
          label="Bookings"
          value={soFar.bookings.now}
          period="this month so far"
          change={changeOf(soFar.bookings)}
          href={rows('booked', month)}
        />
        {soFar.revenue ? (
          <Figure
            label="Revenue"
            value={formatMoney(soFar.revenue.now, currency, locale)}
            period="this month so far"
            change={changeOf(soFar.revenue)}
            href={rows('booked', month)}
          />
        ) : null}
        <Figure
          label="Completed"
          value={soFar.completed.now}
          period="this month so far"
          change={changeOf(soFar.completed)}
          href={rows('completed', month)}
        />
        <EstimateFigure
          label="Satisfaction"
          figure={{ estimate: lately.satisfaction, href: rows('rated', days) }}
          scale="score"
          {...guests}
        />
        <EstimateFigure
          label="Would recommend"
          figure={{ estimate: lately.recommend, href: rows('recommend', days) }}
          scale="share"
          {...guests}
        />
        <EstimateFigure
          label="Answered"
          figure={{ estimate: lately.response, href: rows('completed', days) }}
          scale="share"
          {...guests}
        />
        <Figure
          label="Active customers"
          value={standing.activeCustomers.now}
          period="365 days"
          change={monthAgo(standing.activeCustomers)}
          href={rowsFilter.href({ of: 'active', to: today })}
        />
        <Figure
          label="Open enquiries and quotes"
          value={standing.open.now}
          period="today"
          change={monthAgo(standing.open)}
          href={rowsFilter.href({ of: 'drafts' })}
        />
      </Figures>
    </Section>
  );
}
