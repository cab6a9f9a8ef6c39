import type { FilterChip } from '@/components/ui/filter-chips';
import { messageKinds } from '@/db/enums';
import { type LogFilter, logFilter, type StateGroup } from '@/lib/messaging/conversations/list-filter';
import { kindWords } from '@/lib/messaging/conversations/message-words';

const stateLabels: Record<StateGroup, string> = {
  waiting: 'Waiting',
  sent: 'On the way',
  delivered: 'Delivered',
  failed: 'Failed',
  not_sent: 'Not sent',
};
/** Every kind there is; what customers write has a filter of its own. */
const shownKinds = messageKinds.filter((kind) => kind !== 'inbound');

/** Filters of the log by direction and state, then by kind. */
export function logChips(
  filter: LogFilter,
  counts: Record<StateGroup, number>,
): { label: string; chips: FilterChip[] }[] {
  const states = Object.entries(stateLabels) as [StateGroup, string][];
  return [
    {
      label: 'State',
      chips: [
        {
          label: 'All',
          href: logFilter.href(filter, { direction: undefined, state: undefined }),
          active: !filter.direction && !filter.state,
        },
        {
          label: 'From customers',
          href: logFilter.href(filter, { direction: 'inbound', state: undefined, kind: undefined }),
          active: filter.direction === 'inbound',
        },
        ...states.map(([state, label]) => ({
          label,
          href: logFilter.href(filter, { direction: undefined, state }),
          count: counts[state],
          active: filter.state === state,
        })),
      ],
    },
    {
      label: 'Kind',
      chips: [
        { label: 'Every kind', href: logFilter.href(filter, { kind: undefined }), active: !filter.kind },
        ...shownKinds.map((kind) => ({
          label: kindWords[kind],
          href: logFilter.href(filter, { kind, direction: undefined }),
          active: filter.kind === kind,
        })),
      ],
    },
  ];
}
