import { EstimateFigure, spell, spellRange } from '@/components/stats/estimate';
import { Figure, Figures } from '@/components/ui/figure';
import { Section } from '@/components/ui/section';
import { stretchOf } from '@/lib/dashboard/insights/filter';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { besideWords } from '@/lib/dashboard/insights/words';
import { changeOf } from '@/lib/dashboard/rules';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';
import type { Estimate } from '@/lib/stats/estimate-rules';

/** The stretch in figures and what there is at its end, beside what it is compared with. */
export function Headlines({ data, place }: { data: InsightsData; place: Place }) {
  const { locale, currency } = place;
  const { headlines, filter, active, drafts, days, today } = data;
  /** As of the last day, beside the last one of the days before. */
  const since = ({ value, before }: { value: number; before: number }) => {
    const day = formatCalendarDate(days.before.to, locale);
    return changeOf({ now: value, before }, day, `as on ${day}`);
  };
  const ended = days.to === today ? undefined : formatCalendarDate(days.to, locale);
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
          period={ended ? `365 days up to ${ended}` : '365 days'}
          change={since(active)}
          href={active.href}
        />
        <Figure
          label="Enquiries and quotes"
          value={formatCount(drafts.value, locale)}
          period={ended ? `open on ${ended}` : 'open today'}
          change={since(drafts)}
          href={drafts.href}
        />
      </Figures>
      <Gauge estimate={headlines.satisfaction.estimate} locale={locale} />
    </Section>
  );
}

/** Where scores stand on their scale of 1 to 5, in hundredths of it. */
const placeOf = (score: number) => `${((score - 1) / 4) * 100}%`;

/** Satisfaction from 1 to 5: the mark is the average, the band what it lies between. */
function Gauge({ estimate, locale }: { estimate: Estimate; locale: string }) {
  if (estimate.value === null) return null;
  const words = `${spell(estimate.value, 'score', locale)} of 5, ${spellRange(estimate, 'score', locale)}`;
  return (
    <div className="max-w-xl">
      <p aria-hidden className="mb-3 text-muted text-sm">
        Satisfaction, from 1 to 5: the mark is the average, the band its range
      </p>
      <meter className="sr-only" aria-label="Satisfaction" min={1} max={5} value={estimate.value}>
        {words}
      </meter>
      <div aria-hidden className="relative h-3 rounded-full bg-bone">
        <span
          className="absolute inset-y-0 rounded-full bg-brand-soft"
          style={{ left: placeOf(estimate.low), right: `calc(100% - ${placeOf(estimate.high)})` }}
        />
        <span
          className="absolute -inset-y-1 w-1 -translate-x-1/2 rounded-full bg-brand"
          style={{ left: placeOf(estimate.value) }}
        />
      </div>
      <div aria-hidden className="tabular mt-1.5 flex justify-between text-subtle text-xs">
        {[1, 2, 3, 4, 5].map((score) => (
          <span key={score}>{score}</span>
        ))}
      </div>
    </div>
  );
}
