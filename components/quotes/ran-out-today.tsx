import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import { formatFullDay } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import type { Place } from '@/lib/platform/sent';
import { lastDayOf } from '@/lib/quotes/last-day';
import type { RanOut } from '@/lib/quotes/ran-out';

/** Quotes that nobody answered in time: call, or make another one. */
export function RanOutToday({ ranOut: { quotes, more }, place }: { ranOut: RanOut; place: Place }) {
  if (quotes.length === 0) return null;
  const { currency, locale } = place;
  return (
    <Section title="Quotes that ran out">
      <List label="Quotes that ran out">
        {quotes.map(({ bookingId, reference, eventName, customer, total, validUntil }) => (
          <ListRow
            key={reference}
            href={`/bookings/${bookingId}/quote`}
            lead={<Icon name="clock" className="text-attention-ink" />}
            title={eventName}
            detail={`${customer} · ${reference} until ${formatFullDay(lastDayOf(validUntil), place)} · call, or make another one`}
            end={formatMoney(total, currency, locale)}
          />
        ))}
        {more > 0 ? <ListRow href="/bookings?when=all&status=quoted" title={`${more} more`} /> : null}
      </List>
    </Section>
  );
}
