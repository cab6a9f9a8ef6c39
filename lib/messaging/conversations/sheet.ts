import { csvTime, type Sheet } from '@/lib/platform/csv';
import type { LoggedMessage } from './log-queries';
import { kindWords, statusWords, whyOf } from './message-words';
import { personName, plainAddress } from './person-name';
import type { ListedConversation } from './queries';

/** The inbox as a file. */
export const conversationSheet: Sheet<ListedConversation> = {
  name: 'conversations',
  columns: [
    { head: 'With', cell: (row) => personName(row) },
    { head: 'Number', cell: (row) => plainAddress(row.address) },
    { head: 'Unread', cell: (row) => row.unread },
    { head: 'Newest message from', cell: ({ newest }) => newest && (newest.own ? 'us' : 'them') },
    { head: 'Newest message', cell: ({ newest }) => newest?.text },
    { head: 'When', cell: (row, place) => csvTime(row.lastMessageAt, place) },
  ],
};

/** The log as a file. */
export const logSheet: Sheet<LoggedMessage> = {
  name: 'messages',
  columns: [
    { head: 'When', cell: (row, place) => csvTime(row.createdAt, place) },
    { head: 'Direction', cell: (row) => (row.direction === 'inbound' ? 'in' : 'out') },
    { head: 'With', cell: (row) => personName(row) },
    { head: 'Number', cell: (row) => plainAddress(row.address) },
    { head: 'Kind', cell: (row) => kindWords[row.kind] },
    { head: 'State', cell: (row) => statusWords[row.status] },
    { head: 'Why', cell: (row) => whyOf(row) },
    { head: 'Message', cell: (row) => row.text },
  ],
};
