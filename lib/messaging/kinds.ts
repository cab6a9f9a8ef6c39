import type { messageKinds } from '@/db/enums';
import type { Channel } from './channels/channel';

export type MessageKind = (typeof messageKinds)[number];

/** What a text is made from at the moment it goes out: the record's names of now, in the customer's language of now. */
export type Spoken = {
  channel: Channel;
  language: string;
  values: Readonly<Record<string, string>>;
  /** The sender is a number, so that the customer can answer. */
  takesReplies: boolean;
};

/** What the outbox has to know of a kind of message. Each slice says it of the kinds that it sends. */
export type KindRules = {
  /** Goes out although the customer opted out: it says that they did. */
  afterOptOut?: true;
  /** Asked for by the customer themselves each time: an opt-out holds for the channel that it was said of. */
  optOutByChannel?: true;
  /** Goes out although the customer never agreed to be written to: it answers what they said about that. */
  withoutOptIn?: true;
  /** Goes out without an agreement while the customer's own conversation is open. */
  openSessionIsEnough?: true;
  /** A warning that can't wait: no quiet hours, and it isn't counted against the most messages of a week. */
  atOnce?: true;
  /** Nobody gets it about a booking that was cancelled. */
  endsWithBooking?: true;
  /** Nobody gets it once the event is over. */
  beforeEventEnds?: true;
  /** Nobody gets it once the event has begun. */
  beforeEventBegins?: true;
  /** True on the day before the event only. */
  dayBefore?: true;
  /** Goes to whoever has the booking now, not to who had it when it was written. */
  onlyBookingsCustomer?: true;
  /** Nobody gets it who has answered about the event. */
  untilFeedback?: true;
  /** Nobody gets it once the guest count is final. */
  untilFinalCount?: true;
  /** Nobody gets it once the quote of the booking has ended. */
  whileQuoted?: true;
  /** Nobody gets it about a payment that isn't due on that day (any more), which its value `dueOn` names. */
  whileDue?: true;
  /** Nobody gets it about a paper that was credited or declared void by then, which its value `paperId` names. */
  whilePaperHolds?: true;
  /** Nobody gets it once its code was used, replaced or has run out, which its value `codeId` names. */
  whileCodeHolds?: true;
  /** Tells when the event begins, in the words of the moment it goes out, and once for each start. */
  tellsStart?: true;
  /** Makes sense to who knows of another start only. */
  ofNewStart?: true;
  /** Its wording where no template is used, from the values it was queued with; undefined leaves it as it was queued. */
  speak?: (spoken: Spoken) => { body: string; subject?: string } | undefined;
};

/** Every kind there is with what its owner says of it. */
export type KindTable = Readonly<Record<MessageKind, KindRules>>;

/** Kinds that no other slice sends. */
export const messagingKinds = {
  opt_out_confirmation: { afterOptOut: true, withoutOptIn: true },
  opt_in_confirmation: { withoutOptIn: true },
  staff_reply: {},
  template_test: {},
  inbound: {},
  quote_change: {},
} satisfies Partial<KindTable>;
