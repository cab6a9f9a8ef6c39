import { Figure, Figures } from '@/components/ui/figure';
import { FigureTable } from '@/components/ui/figure-table';
import { PlainLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';

type Told = NonNullable<InsightsData['money']>;
type Forecast = NonNullable<InsightsData['forecast']>;

/** The money of this calendar month and year, and what is confirmed ahead. */
export function MoneyPanels({ money, forecast, place }: { money: Told; forecast: Forecast; place: Place }) {
  return (
    <>
      <div className="grid grid-cols-1 gap-10 lg:grid-cols-2">
        <Span title="Money this month" span={money.month} place={place} />
        <Span title="Money this year" span={money.year} place={place} />
      </div>
      <Ahead forecast={forecast} place={place} />
    </>
  );
}

function Span({ title, span, place }: { title: string; span: Told['month']; place: Place }) {
  const { currency, locale } = place;
  const amount = (value: number) => formatMoney(value, currency, locale);
  const counted = (n: number, one: string) => `${formatCount(n, locale)} ${n === 1 ? one : `${one}s`}`;
  const { billed, paid, pending, overdue } = span;
  return (
    <Section title={title}>
      <Figures>
        <Figure
          label="Billed"
          value={amount(billed.value)}
          period="before tax, less credit notes"
          href={billed.href}
        />
        <Figure label="Paid" value={amount(paid.value)} period="less refunds" href={paid.href} />
        <Figure
          label="Pending"
          value={amount(pending.value)}
          period={counted(pending.n, 'payment')}
          href={pending.href}
        />
        <Figure
          label="Overdue"
          value={amount(overdue?.value ?? 0)}
          period={counted(overdue?.n ?? 0, 'payment')}
          href={overdue?.href}
        />
      </Figures>
    </Section>
  );
}

/** Revenue that is confirmed, by the month of the event. */
function Ahead({ forecast, place }: { forecast: Forecast; place: Place }) {
  const { currency, locale } = place;
  const rows = [
    ...forecast.months.map((month) => ({
      ...month,
      label: formatCalendarDate(`${month.month}-01`, locale, 'month'),
    })),
    { ...forecast.total, month: 'all', label: 'In all' },
  ];
  return (
    <Section title="Confirmed ahead" note="Revenue of confirmed events from today on, by event day.">
      <FigureTable
        label="Confirmed revenue by month"
        heads={['Month', 'Events', 'Revenue']}
        className="max-w-xl"
      >
        {rows.map((row) => (
          <tr key={row.month} className={row.month === 'all' ? 'font-semibold' : undefined}>
            <th scope="row" className="h-9 border-b text-start font-[inherit]">
              {row.label}
            </th>
            <td className="tabular border-b text-end">{formatCount(row.bookings, locale)}</td>
            <td className="border-b text-end">
              <PlainLink
                href={row.href}
                aria-label={`Confirmed events, ${row.label}`}
                className="inline-block rounded-md py-1.5 hover:underline"
              >
                <Money amountMinor={row.value} {...{ currency, locale }} />
              </PlainLink>
            </td>
          </tr>
        ))}
      </FigureTable>
    </Section>
  );
}
