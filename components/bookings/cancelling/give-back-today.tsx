import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { GiveBack } from '@/lib/bookings/cancelling/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';

type Props = { owing: GiveBack; money: { currency: string; locale: string } };

/** Money of cancelled events that customers wait for, and what it comes to. */
export function GiveBackToday({ owing: { events, count, sum, more }, money }: Props) {
  if (count === 0) return null;
  const { currency, locale } = money;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  return (
    <Section title="To give back">
      <List label="To give back">
        {events.map(({ id, reference, eventName, customer, amount }) => (
          <ListRow
            key={id}
            href={`/bookings/${id}?tab=money`}
            lead={<Icon name="undo" className="text-attention-ink" />}
            title={eventName}
            detail={`${customer} · ${reference} · cancelled, and more was paid than is asked for`}
            end={say(amount)}
          />
        ))}
        {count > events.length ? (
          <ListRow
            href="/bookings?when=all&status=cancelled"
            title={`${formatCount(count, locale)}${more ? '+' : ''} events in all`}
            end={<span className="font-semibold">{say(sum)}</span>}
          />
        ) : null}
      </List>
    </Section>
  );
}
