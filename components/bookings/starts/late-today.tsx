import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { LateStarts } from '@/lib/bookings/starts/queries';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';

type Props = { late: LateStarts; where: Locality };

/** The agreed events that nobody has started though their time has come, the latest first. */
export function LateToday({ late: { events, more }, where }: Props) {
  if (events.length === 0) return null;
  return (
    <Section title="Should have started">
      <List label="Should have started">
        {events.map(({ id, event, venue, startsAt }) => (
          <ListRow
            key={id}
            href={`/bookings/${id}`}
            lead={<Icon name="clock" className="text-attention-ink" />}
            title={event}
            detail={`${venue} · start it if it runs; call the team or cancel it if not`}
            end={formatEventStart(startsAt, where)}
          />
        ))}
        {more ? (
          <ListRow href="/bookings?when=past&status=confirmed" title="More that should have started" />
        ) : null}
      </List>
    </Section>
  );
}
