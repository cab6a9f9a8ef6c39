import { Figure, Figures } from '@/components/ui/figure';
import { Section } from '@/components/ui/section';
import { stretchOf } from '@/lib/dashboard/insights/filter';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { besideWords } from '@/lib/dashboard/insights/words';
import { changeOf } from '@/lib/dashboard/rules';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';
import { EstimateFigure } from './estimate';
import { Gauge } from './gauge';

/** The stretch in figures, beside what it is compared with, and what the company has today. */
export function Headlines({ data, place }: { data: InsightsData; place: Place }) {
  const { locale, currency } = place;
  const { headlines, filter, active, drafts } = data;
  const than = besideWords(stretchOf(filter).period, filter.against);
  const grown = ({ value, before }: { value: number; before: number }) =>
    changeOf({ now: value, before }, than);
  return (
    <Section
      title="Figures"
      note="Each opens the rows that it is the sum of. The range beside an average holds the true one 95 times of 100."
    >
      <Figures>
        <Figure
          label="Bookings"
          value={formatCount(headlines.bookings.value, locale)}
          period="agreed, by event day"
          change={grown(headlines.bookings)}
          href={headlines.bookings.href}
        />
        {headlines.booked ? (
          <Figure
            label="Revenue"
            value={formatMoney(headlines.booked.value, currency, locale)}
            period="agreed, by event day"
            change={grown(headlines.booked)}
            href={headlines.booked.href}
          />
        ) : null}
        <Figure
          label="Completed"
          value={formatCount(headlines.completed.value, locale)}
          change={grown(headlines.completed)}
          href={headlines.completed.href}
        />
        <EstimateFigure
          label="Satisfaction"
          figure={headlines.satisfaction}
          scale="score"
          {...{ than, locale }}
        />
        <EstimateFigure
          label="Would recommend"
          figure={headlines.recommend}
          scale="share"
          {...{ than, locale }}
        />
        <EstimateFigure label="Answered" figure={headlines.response} scale="share" {...{ than, locale }} />
        <Figure
          label="Active customers"
          value={formatCount(active.value, locale)}
          period="365 days"
          href={active.href}
        />
        <Figure
          label="Enquiries and quotes"
          value={formatCount(drafts.value, locale)}
          period="open today"
          href={drafts.href}
        />
      </Figures>
      <Gauge estimate={headlines.satisfaction.estimate} locale={locale} />
    </Section>
  );
}
