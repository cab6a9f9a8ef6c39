import { FilterChips } from '@/components/ui/filter-chips';
import { kindWords } from '@/lib/messaging/conversations/message-words';
import type { LogFilter, StateGroup } from '@/lib/messaging/conversations/queries';
import { logHref } from './log-address';

const stateLabels: Record<StateGroup, string> = {
  waiting: 'Waiting',
  sent: 'On the way',
  delivered: 'Delivered',
  failed: 'Failed',
  not_sent: 'Not sent',
};
const shownKinds = [
  'feedback_request',
  'feedback_reminder',
  'booking_confirmation',
  'event_reminder',
  'final_count',
  'thank_you',
  'recovery',
  'staff_reply',
] as const;

/** Filters of the log by direction and state, then by kind. */
export function LogChips({ filter, counts }: { filter: LogFilter; counts: Record<StateGroup, number> }) {
  const states = Object.entries(stateLabels) as [StateGroup, string][];
  return (
    <div className="flex flex-col">
      <FilterChips
        label="State"
        chips={[
          {
            label: 'All',
            href: logHref(filter, { direction: undefined, state: undefined }),
            active: !filter.direction && !filter.state,
          },
          {
            label: 'From customers',
            href: logHref(filter, { direction: 'inbound', state: undefined, kind: undefined }),
            active: filter.direction === 'inbound',
          },
          ...states.map(([state, label]) => ({
            label,
            href: logHref(filter, { direction: undefined, state }),
            count: counts[state],
            active: filter.state === state,
          })),
        ]}
      />
      <FilterChips
        label="Kind"
        chips={[
          { label: 'Every kind', href: logHref(filter, { kind: undefined }), active: !filter.kind },
          ...shownKinds.map((kind) => ({
            label: kindWords[kind],
            href: logHref(filter, { kind, direction: undefined }),
            active: filter.kind === kind,
          })),
        ]}
      />
    </div>
  );
}
