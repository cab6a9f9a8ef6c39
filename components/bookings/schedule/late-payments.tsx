import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { LatePayments } from '@/lib/bookings/schedule/queries';
import { formatCalendarDate } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';

type Props = { late: LatePayments; money: { currency: string; locale: string } };

/** What customers should have paid by now, the oldest first, and what it comes to. */
export function LatePaymentsToday({ late: { events, count, sum, more }, money }: Props) {
  if (count === 0) return null;
  const { currency, locale } = money;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  const all = `${formatCount(count, locale)}${more ? '+' : ''} ${count === 1 ? 'event' : 'events'}`;
  return (
    <Section title="Payments late">
      <List label="Payments late">
        {events.map(({ id, reference, eventName, customer, dueOn, amount }) => (
          <ListRow
            key={id}
            href={`/bookings/${id}?tab=money`}
            lead={<Icon name="clock" className="text-attention-ink" />}
            title={eventName}
            detail={`${customer} · ${reference} · due ${formatCalendarDate(dueOn, locale, 'fullDay')}`}
            end={say(amount)}
          />
        ))}
        <ListRow
          href="/bookings?when=all&overdue=1"
          title={all}
          detail={
            more ? 'with at least so much that should be paid' : 'with money that should be paid by now'
          }
          end={<span className="font-semibold">{say(sum)}</span>}
        />
      </List>
    </Section>
  );
}
