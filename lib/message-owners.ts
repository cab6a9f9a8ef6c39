import { finalCountTap } from './bookings/final-count/tap';
import { bookingKinds } from './bookings/message-kinds';
import { caseKinds } from './cases/message-kinds';
import { enquiryKinds } from './enquiries/message-kinds';
import { feedbackKinds } from './feedback/message-kinds';
import type { Tap } from './messaging/inbound/taps';
import { type KindTable, messagingKinds } from './messaging/kinds';
import { peopleKinds } from './people/message-kinds';
import { quoteKinds } from './quotes/message-kinds';

/** What each slice says about the kinds of message that it sends. A kind that nobody owns doesn't compile. */
const kinds: KindTable = {
  ...messagingKinds,
  ...bookingKinds,
  ...caseKinds,
  ...enquiryKinds,
  ...feedbackKinds,
  ...quoteKinds,
  ...peopleKinds,
};

/** The taps that a slice takes itself, at once; all other messages of customers are read by feedback. */
const taps: readonly Tap[] = [finalCountTap];

/** Given to messaging by those who start it, since it knows no slice above its own. */
export const messageOwners = { kinds, taps };
