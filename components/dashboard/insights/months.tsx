import { EstimateLink } from '@/components/stats/estimate';
import { FigureTable } from '@/components/ui/figure-table';
import { PlainLink } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Section } from '@/components/ui/section';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';

/** Twelve calendar months: what was agreed, done and said. */
export function Months({ data, place }: { data: InsightsData; place: Place }) {
  const { currency, locale } = place;
  const money = data.money !== undefined;
  return (
    <Section title="Month by month" note="Whole calendar months; events by their day, answers by theirs.">
      <FigureTable
        label="Twelve months"
        heads={['Month', 'Bookings', ...(money ? ['Revenue'] : []), 'Completed', 'Answers', 'Satisfaction']}
      >
        {data.months.toReversed().map((month) => {
          const label = formatCalendarDate(`${month.month}-01`, locale, 'month');
          return (
            <tr key={month.month}>
              <th
                scope="row"
                className="sticky start-0 h-10 whitespace-nowrap border-b bg-canvas pe-2 text-start font-normal"
              >
                {label}
              </th>
              <Count figure={month.bookings} of={`Bookings, ${label}`} locale={locale} />
              {month.booked === undefined ? null : (
                <td className="border-b ps-4 text-end">
                  <PlainLink
                    href={month.bookings.href}
                    aria-label={`Revenue, ${label}`}
                    className="inline-block rounded-md py-1.5 hover:underline"
                  >
                    <Money amountMinor={month.booked} {...{ currency, locale }} />
                  </PlainLink>
                </td>
              )}
              <Count figure={month.completed} of={`Completed, ${label}`} locale={locale} />
              <Count figure={month.answers} of={`Answers, ${label}`} locale={locale} />
              <td className="border-b ps-4 text-end">
                <EstimateLink
                  figure={month.satisfaction}
                  scale="score"
                  of={`Satisfaction, ${label}`}
                  locale={locale}
                />
              </td>
            </tr>
          );
        })}
      </FigureTable>
    </Section>
  );
}

type CountProps = { figure: { value: number; href: string }; of: string; locale: string };

function Count({ figure: { value, href }, of, locale }: CountProps) {
  return (
    <td className="tabular border-b ps-4 text-end">
      {value === 0 ? (
        <span className="text-subtle">0</span>
      ) : (
        <PlainLink
          href={href}
          aria-label={`${of}: ${formatCount(value, locale)}`}
          className="inline-block min-w-6 rounded-md py-1.5 hover:underline"
        >
          {formatCount(value, locale)}
        </PlainLink>
      )}
    </td>
  );
}
