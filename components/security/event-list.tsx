import { WordsDialog } from '@/components/cases/words-dialog';
import { formatDateTime } from '@/components/ui/date-time';
import { DialogButton } from '@/components/ui/dialog';
import { FilterChips } from '@/components/ui/filter-chips';
import { TextLink } from '@/components/ui/link';
import { List, ListRow } from '@/components/ui/list-row';
import { Pill, type Tone } from '@/components/ui/pill';
import { EmptyState } from '@/components/ui/states';
import type { Place } from '@/lib/platform/sent';
import { acknowledgeEvent } from '@/lib/security/actions';
import { type SecurityFilter, securityFilter } from '@/lib/security/list-filter';
import type { SecurityEvent } from '@/lib/security/queries';
import type { Severity } from '@/lib/security/rules';
import { severityWords } from '@/lib/security/words';

const tones: Record<Severity, Tone> = { low: 'slate', medium: 'amber', high: 'rose' };

type Props = { events: readonly SecurityEvent[]; filter: SecurityFilter; place: Place };

/** What looked like trouble, the newest first, each to be seen to by a manager. */
export function EventList({ events, filter, place }: Props) {
  const all = filter.show === 'all';
  return (
    <div className="flex flex-col gap-4">
      <FilterChips
        label="Show"
        chips={[
          { label: 'To be seen to', href: securityFilter.href(filter, { show: undefined }), active: !all },
          { label: 'All', href: securityFilter.href(filter, { show: 'all' }), active: all },
        ]}
      />
      {events.length === 0 ? (
        <EmptyState title={all ? 'Nothing has happened yet' : 'Nothing to be seen to'}>
          What people do is looked at every five minutes, sign-ins at once.
        </EmptyState>
      ) : (
        <List label="Security events">
          {events.map((event) => (
            <EventRow key={event.id} event={event} place={place} />
          ))}
        </List>
      )}
    </div>
  );
}

function EventRow({ event, place }: { event: SecurityEvent; place: Place }) {
  const say = (at: Date) => formatDateTime({ at, ...place, style: 'short' });
  const dialog = `seen-${event.id}`;
  return (
    <>
      <ListRow
        title={event.title}
        state={<Pill tone={tones[event.severity]}>{severityWords[event.severity]}</Pill>}
        detail={
          <div className="flex flex-col gap-1">
            <p>{event.detail}</p>
            <p className="text-subtle text-xs">
              {event.kind}, {say(event.at)}
              {event.times > 1 ? `, seen again until ${say(event.lastAt)}` : ''}
            </p>
            {event.seen ? (
              <p className="whitespace-pre-line">
                {event.seen.by}, {say(event.seen.at)}: {event.seen.note}
              </p>
            ) : null}
          </div>
        }
        end={
          <div className="flex flex-wrap items-center gap-3">
            {event.userId ? (
              <TextLink href={`/settings/audit?days=7&who=${event.userId}`}>
                What they did<span className="sr-only">: {event.title}</span>
              </TextLink>
            ) : null}
            {event.seen ? null : (
              <DialogButton opens={dialog} size="small">
                Acknowledge<span className="sr-only">: {event.title}</span>
              </DialogButton>
            )}
          </div>
        }
      />
      {event.seen ? null : (
        <WordsDialog
          id={dialog}
          about={event.id}
          title="Acknowledge this event"
          description={`${event.title}. What you write is kept with it, for other managers and the audit trail.`}
          label="What was it?"
          name="note"
          submit="Acknowledge the event"
          done="Event acknowledged"
          schema={() =>
            import('@/lib/security/schema').then((file) => file.acknowledgeInput.pick({ note: true }))
          }
          save={(note, key) => acknowledgeEvent({ id: event.id, note }, key)}
        />
      )}
    </>
  );
}
