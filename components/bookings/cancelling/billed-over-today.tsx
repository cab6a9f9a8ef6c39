import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { Billed } from '@/lib/bookings/cancelling/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';

type Props = { billed: Billed; money: { currency: string; locale: string } };

/** Bills of cancelled events that ask for more than was agreed to be left of them. */
export function BilledOverToday({ billed: { events, count, sum, more }, money }: Props) {
  if (count === 0) return null;
  const { currency, locale } = money;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  return (
    <Section title="Bills of cancelled events">
      <List label="Bills of cancelled events">
        {events.map(({ id, invoiceId, invoice, eventName, customer, amount }) => (
          <ListRow
            key={id}
            href={`/invoices/${invoiceId}`}
            lead={<Icon name="alert" className="text-attention-ink" />}
            title={`${invoice} asks more than the cancelled event leaves due`}
            detail={`${customer} · ${eventName} · credit the rest`}
            end={say(amount)}
          />
        ))}
        {count > events.length ? (
          <ListRow
            href="/bookings?when=all&status=cancelled"
            title={`${formatCount(count, locale)}${more ? '+' : ''} bills in all`}
            end={<span className="font-semibold">{say(sum)}</span>}
          />
        ) : null}
      </List>
    </Section>
  );
}
