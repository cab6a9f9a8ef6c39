import { StatusPill } from '@/components/bookings/status-pill';
import { DateTime } from '@/components/ui/date-time';
import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { RelativeTime } from '@/components/ui/relative-time';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import type { InsightsData } from '@/lib/dashboard/insights/screens';
import { formatMoney } from '@/lib/platform/format/money';
import { formatCount } from '@/lib/platform/format/numbers';
import type { Place } from '@/lib/platform/sent';

/** The events of the next 7 days in order. */
export function Upcoming({ events, place }: { events: InsightsData['upcoming']; place: Place }) {
  const { timeZone, locale } = place;
  return (
    <Section title="Next 7 days">
      {events.length === 0 ? (
        <EmptyState title="No event in the next 7 days">
          Events that are ahead appear here in order.
        </EmptyState>
      ) : (
        <List label="Next 7 days">
          {events.map((event) => (
            <ListRow
              key={event.id}
              href={`/bookings/${event.id}`}
              title={event.name}
              state={<StatusPill status={event.status} />}
              detail={`${event.customer} · ${formatCount(event.guests, locale)} guests`}
              end={<DateTime at={event.startsAt} style="short" {...{ timeZone, locale }} />}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

type Happened = InsightsData['recent'][number];
const looks = {
  booked: { icon: 'bookings', path: '/bookings' },
  answered: { icon: 'feedback', path: '/feedback' },
  paid: { icon: 'payments', path: '/bookings' },
} as const;

/** What came in last: bookings, answers, money. */
export function Recent({ recent, place, now }: { recent: Happened[]; place: Place; now: Date }) {
  const { timeZone, locale } = place;
  return (
    <Section title="Recent activity">
      {recent.length === 0 ? (
        <EmptyState title="Nothing happened yet">Bookings, answers and payments appear here.</EmptyState>
      ) : (
        <List label="Recent activity">
          {recent.map((one) => (
            <ListRow
              key={`${one.kind} ${one.id} ${one.at.getTime()}`}
              href={`${looks[one.kind].path}/${one.id}`}
              lead={<Icon name={looks[one.kind].icon} />}
              title={titleOf(one, place)}
              detail={`${one.name} · ${one.who}`}
              end={<RelativeTime at={one.at} {...{ now, timeZone, locale }} />}
            />
          ))}
        </List>
      )}
    </Section>
  );
}

function titleOf({ kind, value }: Happened, { currency, locale }: Place): string {
  if (kind === 'booked') return 'New booking';
  if (kind === 'paid') return `${formatMoney(value ?? 0, currency, locale)} paid`;
  return value === null ? 'An answer' : `${value} of 5`;
}
