import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { WriteOffsToday as Waiting } from '@/lib/bookings/money/write-offs/queries';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';

type Props = { waiting: Waiting; money: { currency: string; locale: string } };

/** Money that somebody asks a manager to write off. */
export function WriteOffsToday({ waiting: { events, count, sum, more }, money }: Props) {
  if (count === 0) return null;
  const { currency, locale } = money;
  const say = (amount: number) => formatMoney(amount, currency, locale);
  return (
    <Section title="To be written off">
      <List label="To be written off">
        {events.map(({ id, invoiceId, reference, customer, asker, reason, amount }) => (
          <ListRow
            key={id}
            href={`/invoices/${invoiceId}`}
            lead={<Icon name="money" className="text-attention-ink" />}
            title={`${customer}: ${reference}`}
            detail={`${asker ?? 'Somebody'} asks to give it up: ${reason}`}
            end={say(amount)}
          />
        ))}
        {count > events.length ? (
          <ListRow
            title={`${formatCount(count, locale)}${more ? '+' : ''} wait in all`}
            end={<span className="font-semibold">{say(sum)}</span>}
          />
        ) : null}
      </List>
    </Section>
  );
}
