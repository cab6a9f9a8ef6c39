import { Icon } from '@/components/ui/icon';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { Untold } from '@/lib/bookings/versions/queries';
import { partyWords } from '@/lib/bookings/versions/rules';
import { formatShort } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';

/** The coming events that changed without everybody knowing. */
export function UntoldToday({ untold, where }: { untold: Untold; where: Locality }) {
  if (untold.length === 0) return null;
  return (
    <Section title="Changes to pass on">
      <List label="Changes to pass on">
        {untold.map(({ id, event, startsAt, cancelled, parties }) => (
          <ListRow
            key={id}
            href={`/bookings/${id}`}
            lead={<Icon name="differs" className="text-attention-ink" />}
            title={event}
            detail={`${cancelled ? 'Cancelled' : 'Changed'}; not known yet: ${parties.map((party) => partyWords[party].toLowerCase()).join(', ')}`}
            end={formatShort(startsAt, where)}
          />
        ))}
      </List>
    </Section>
  );
}
