import { remindOfEvents, sendChange, sendConfirmation, watchChanges } from './jobs/booking-messages';
import { sendMessage, sendMessages } from './jobs/send-message';
import {
  releaseSender,
  sweepCompanyMessages,
  sweepMessages,
  watchInbound,
  watchMessages,
  watchTemplates,
} from './jobs/sweep-messages';

/** The slice's jobs, for the registry. */
export const messagingJobs = [
  sendMessage,
  sendMessages,
  sweepMessages,
  watchMessages,
  watchInbound,
  sweepCompanyMessages,
  releaseSender,
  watchTemplates,
  sendConfirmation,
  sendChange,
  watchChanges,
  remindOfEvents,
];
