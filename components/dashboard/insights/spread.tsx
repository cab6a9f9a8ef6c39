import { PlainLink } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { eventTypeWords } from '@/lib/bookings/event-types';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { stretchWords } from '@/lib/dashboard/insights/words';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount, formatPercent } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';

type Row = { key: string; label: string; value: number; href: string; more?: string };

const typeWords: Partial<Record<string, string>> = eventTypeWords;

/** What kinds of event there are, and what ratings. */
export function Spread({ data, place }: { data: InsightsData; place: Place }) {
  const { currency, locale } = place;
  const note = stretchWords(data.days.wide, locale);
  return (
    <div className="flex flex-col gap-10">
      <Section title="Event types" note={note}>
        {data.types.length === 0 ? (
          <EmptyState title="No agreed event in these days">Confirmed events are counted here.</EmptyState>
        ) : (
          <Bars
            label="Event types"
            locale={locale}
            rows={data.types.map(({ type, value, href, amount }) => ({
              ...{ key: type, value, href },
              label: typeWords[type] ?? type,
              more: amount === undefined ? undefined : formatMoney(amount, currency, locale),
            }))}
          />
        )}
      </Section>
      <Section title="Ratings" note={note}>
        {data.ratings.every(({ value }) => value === 0) ? (
          <EmptyState title="No rating in these days">Guests rate an event once it is completed.</EmptyState>
        ) : (
          <Bars
            label="Ratings"
            locale={locale}
            rows={data.ratings.map(({ score, value, href }) => ({
              ...{ key: String(score), value, href },
              label: `${score} of 5`,
            }))}
          />
        )}
      </Section>
    </div>
  );
}

/** Bars from zero with number and share; each leads to its rows. */
function Bars({ label, rows, locale }: { label: string; rows: readonly Row[]; locale: string }) {
  const total = rows.reduce((sum, { value }) => sum + value, 0);
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul aria-label={label} className="flex flex-col text-sm">
      {rows.map(({ key, label: name, value, href, more }) => (
        <li
          key={key}
          className="relative grid min-h-9 grid-cols-[7.5rem_1fr_auto] items-center gap-3 hover:bg-hover"
        >
          <PlainLink
            href={href}
            className="truncate rounded-md text-muted after:absolute after:inset-0 hover:text-ink"
          >
            {name}
          </PlainLink>
          <span aria-hidden className="h-4 overflow-hidden rounded-md bg-bone">
            <span className="block h-full bg-chart-1" style={{ width: `${(value / most) * 100}%` }} />
          </span>
          <span className="tabular whitespace-nowrap text-end">
            {formatCount(value, locale)}
            <span className="text-subtle"> · {formatPercent(total ? value / total : 0, locale)}</span>
            {more ? <span className="text-subtle"> · {more}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
