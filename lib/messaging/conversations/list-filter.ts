import { messageKinds, type messageStatuses } from '@/db/enums';
import { flag, listFilter, oneOf, searchText } from '@/lib/platform/list-filter';

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
const states = Object.keys(stateGroups) as StateGroup[];

/** Messages by direction, what became of them, what they are for, and their words. */
export const logFilter = listFilter('/messages/log', {
  direction: oneOf(['inbound', 'outbound']),
  state: oneOf(states),
  kind: oneOf(messageKinds),
  q: searchText,
});
export type LogFilter = ReturnType<typeof logFilter.read>;

/** Conversations by name and number; `unread` those that someone has to look at. */
export const talkFilter = listFilter('/messages', { unread: flag, q: searchText });
export type TalkFilter = ReturnType<typeof talkFilter.read>;
