import { formatDateTime } from '@/components/ui/date-time';
import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import type { Looker } from '@/lib/audit/reads';

type Props = { lookers: readonly Looker[]; customerId: string; place: { timeZone: string; locale: string } };

/** Who opened this customer lately, for managers: others are told nobody, and see nothing. */
export function WhoLooked({ lookers, customerId, place }: Props) {
  if (lookers.length === 0) return null;
  return (
    <Section
      title="Who looked"
      note="In the last 90 days."
      actions={
        <TextLink href={`/settings/audit?days=all&did=read&record=customers:${customerId}`}>
          All of it
        </TextLink>
      }
    >
      <List label="Who looked">
        {lookers.map(({ id, name, times, at }) => (
          <ListRow
            key={id}
            title={name}
            detail={times === 1 ? 'once' : `${times} times`}
            end={formatDateTime({ at, ...place, style: 'short' })}
          />
        ))}
      </List>
    </Section>
  );
}
