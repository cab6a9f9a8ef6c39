import type { messageStatuses } from '@/db/enums';

export type MessageStatus = (typeof messageStatuses)[number];

/** Of two, the higher is the truth: failed beats sent, delivered and read beat failed. */
const rank: Record<MessageStatus, number> = {
  waiting: 0,
  sending: 0,
  unknown: 0,
  queued: 1,
  sent: 2,
  undelivered: 3,
  failed: 3,
  delivered: 4,
  read: 5,
  // Ends of their own: nothing that Twilio says changes them.
  not_sent: 9,
  received: 9,
};

const words: Record<string, MessageStatus> = {
  accepted: 'queued',
  scheduled: 'queued',
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'read',
  undelivered: 'undelivered',
  failed: 'failed',
  canceled: 'failed',
};

/** Twilio's word for a status as ours, or undefined where we know no such word. */
export function statusOfWord(word: string): MessageStatus | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** The status after a callback. Order and repetition of callbacks make no difference to where it ends. */
export function mergeStatus(current: MessageStatus, incoming: MessageStatus): MessageStatus {
  return rank[incoming] > rank[current] ? incoming : current;
}

/** Whether no callback of this attempt can make it worse. */
export const hasFailed = (status: MessageStatus): boolean => status === 'failed' || status === 'undelivered';

/** Whether Twilio has it and nothing has gone wrong so far. */
export const isAccepted = (status: MessageStatus): boolean =>
  status === 'queued' || status === 'sent' || status === 'delivered' || status === 'read';
