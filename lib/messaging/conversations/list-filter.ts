import { messageKinds, type messageStatuses } from '@/db/enums';
import { readPlace, writePlace } from '@/lib/platform/cursor';
import type { Address } from '@/lib/platform/screen';

type Status = (typeof messageStatuses)[number];

/** The states that a reader tells apart, and what each gathers. */
export const stateGroups = {
  waiting: ['waiting', 'sending', 'unknown'],
  sent: ['queued', 'sent'],
  delivered: ['delivered', 'read'],
  failed: ['failed', 'undelivered'],
  not_sent: ['not_sent'],
} as const satisfies Record<string, readonly Status[]>;
export type StateGroup = keyof typeof stateGroups;

export type LogFilter = {
  direction?: 'inbound' | 'outbound';
  state?: StateGroup;
  kind?: (typeof messageKinds)[number];
  query?: string;
  before?: { at: Date; id: string };
};

export type TalkFilter = {
  query?: string;
  /** Only those that someone has to look at. */
  unread?: boolean;
  before?: { at: Date; id: string };
};

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);
const states = Object.keys(stateGroups) as StateGroup[];

/** The filter that an address asks for; what it can't mean is left out. */
export function readLogFilter(params: Address['search']): LogFilter {
  const direction = one(params.direction);
  return {
    direction: direction === 'inbound' || direction === 'outbound' ? direction : undefined,
    state: states.find((state) => state === one(params.state)),
    kind: messageKinds.find((kind) => kind === one(params.kind)),
    query: one(params.q)?.trim().slice(0, 100) || undefined,
    before: readPlace(params.before),
  };
}

/** The conversations that an address asks for. */
export function readTalkFilter(params: Address['search']): TalkFilter {
  return {
    query: one(params.q)?.trim().slice(0, 100) || undefined,
    unread: one(params.unread) === '1',
    before: readPlace(params.before),
  };
}

/** The address of the log under a filter changed as given, from its newest message on. */
export const logHref = (filter: LogFilter, change: Partial<LogFilter> = {}): string =>
  hrefOf('/messages/log', { ...filter, before: undefined, ...change });

/** The address of the conversations under a filter changed as given, from the newest on. */
export const talksHref = (filter: TalkFilter, change: Partial<TalkFilter> = {}): string =>
  hrefOf('/messages', { ...filter, before: undefined, ...change });

function hrefOf(path: string, { unread, direction, state, kind, query, before }: LogFilter & TalkFilter) {
  const params = new URLSearchParams();
  if (unread) params.set('unread', '1');
  if (direction) params.set('direction', direction);
  if (state) params.set('state', state);
  if (kind) params.set('kind', kind);
  if (query) params.set('q', query);
  if (before) params.set('before', writePlace(before));
  return params.size > 0 ? `${path}?${params}` : path;
}
