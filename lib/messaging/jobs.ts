import type { Tap } from './inbound/taps';
import { sendMessage, sendMessages } from './jobs/send-message';
import {
  releaseSender,
  sweepCompanyMessages,
  sweepMessages,
  watchInbound,
  watchMessages,
  watchTemplates,
} from './jobs/sweep-messages';
import type { KindTable } from './kinds';

/** The slice's jobs, for the registry, with what the owners of kinds and taps say of them. */
export const messagingJobs = ({ kinds, taps }: { kinds: KindTable; taps: readonly Tap[] }) => [
  sendMessage(kinds),
  sendMessages(kinds),
  sweepMessages,
  watchMessages,
  watchInbound,
  sweepCompanyMessages(taps),
  releaseSender,
  watchTemplates,
];
