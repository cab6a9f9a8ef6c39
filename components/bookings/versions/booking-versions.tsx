import { Icon } from '@/components/ui/icon';
import { List } from '@/components/ui/list-row';
import { Section } from '@/components/ui/section';
import { EmptyState } from '@/components/ui/states';
import { type Notice, partyWords, sayChange, type Version } from '@/lib/bookings/versions/rules';
import { formatEventStart } from '@/lib/platform/format/dates';
import type { Locality } from '@/lib/platform/format/zones';

type Props = { versions: readonly Version[]; where: Locality };

/** What was agreed and every change since, by whom, and who knows of it. */
export default function BookingVersions({ versions, where }: Props) {
  return (
    <Section
      title="Versions"
      note="From the confirmation on every change of time, place, guests, dishes, services, diets or requests is a version of its own."
    >
      {versions.length === 0 ? (
        <EmptyState title="No version yet">The first one is what is confirmed.</EmptyState>
      ) : (
        <List label="Versions">
          {versions.map((version) => (
            <li key={version.number} className="flex flex-col gap-1.5 py-3 text-sm">
              <p>
                <span className="font-medium">Version {version.number}</span>
                <span className="text-muted">
                  {' · '}
                  {formatEventStart(version.madeAt, where)} · {version.madeBy ?? 'The automation'}
                </span>
              </p>
              {version.changes.length === 0 ? <p className="text-muted">As it was agreed</p> : null}
              <ul className="list-disc ps-5">
                {version.changes.map((change) => (
                  <li key={change.key} dir="auto" className="whitespace-pre-line break-words">
                    {sayChange(change, where)}
                  </li>
                ))}
              </ul>
              {version.notices.map((notice) => (
                <Known key={notice.party} notice={notice} where={where} />
              ))}
            </li>
          ))}
        </List>
      )}
    </Section>
  );
}

function Known({ notice: { party, at, by }, where }: { notice: Notice; where: Locality }) {
  return (
    <p
      className={at ? 'flex items-center gap-1.5 text-muted' : 'flex items-center gap-1.5 text-attention-ink'}
    >
      <Icon name={at ? 'check' : 'clock'} className="size-4" />
      {at
        ? `${partyWords[party]}: ${by}, ${formatEventStart(at, where)}`
        : `${partyWords[party]} doesn’t know yet`}
    </p>
  );
}
