import { Figure, Figures } from '@/components/ui/figure';
import type { Dashboard } from '@/lib/dashboard/queries';
import { changeOf } from '@/lib/dashboard/rules';
import { formatMoney } from '@/lib/platform/format/money';

type Props = { data: Dashboard; money: { currency: string; locale: string } };

const percent = (part: number) => Math.round(part * 100);

/** The figures of the month, each with what it rests on and the rows behind it. */
export function DashboardFigures({ data, money }: Props) {
  const { satisfaction, response, soFar } = data;
  return (
    <Figures>
      <Figure
        label="Bookings"
        value={soFar.bookings.now}
        period="this month so far"
        change={changeOf(soFar.bookings)}
        href="/bookings"
      />
      <Figure
        label="Revenue"
        value={formatMoney(soFar.revenue.now, money.currency, money.locale)}
        period="this month so far"
        change={changeOf(soFar.revenue)}
        href="/bookings"
      />
      <Figure
        label="Completed"
        value={soFar.completed.now}
        period="this month so far"
        change={changeOf(soFar.completed)}
        href="/bookings?status=completed"
      />
      <Figure
        label="Satisfaction"
        value={satisfaction.average?.toFixed(1) ?? ''}
        unit="of 5"
        period="30 days"
        n={satisfaction.answers}
        missing={satisfaction.average === null ? 'No answers yet' : undefined}
        href="/feedback"
      />
      <Figure
        label="Would recommend"
        value={satisfaction.recommend === null ? '' : percent(satisfaction.recommend)}
        unit="%"
        period="30 days"
        missing={satisfaction.recommend === null ? 'No answers yet' : undefined}
        href="/feedback"
      />
      <Figure
        label="Answered"
        value={response.completed ? percent(response.answered / response.completed) : ''}
        unit="%"
        period="30 days"
        n={response.completed}
        missing={response.completed === 0 ? 'No event completed' : undefined}
        href="/feedback"
      />
      <Figure label="Active customers" value={data.activeCustomers} period="365 days" href="/customers" />
      <Figure
        label="Open enquiries and quotes"
        value={data.open.enquiry + data.open.quoted}
        href="/bookings?when=all&status=enquiry"
      />
    </Figures>
  );
}
