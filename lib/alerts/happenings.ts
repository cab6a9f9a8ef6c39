/** What can happen to a thing, by its id: the room where it happens tells it, and whatever asked for it is done. */
export type Happening = `${string}:${string}`;

const happens =
  (what: string) =>
  (id: string): Happening =>
    `${what}:${id}`;

/** The office wrote to the customer of a conversation. */
export const conversationAnswered = happens('conversation_answered');
/** The office wrote to a customer, in whichever conversation. */
export const customerAnswered = happens('customer_answered');
/** Somebody of the office opened a conversation. */
export const conversationSeen = happens('conversation_seen');
/** A message of a customer was read and dealt with by the automation. */
export const messageHandled = happens('message_handled');
/** A message of ours arrived in a conversation. */
export const conversationReached = happens('conversation_reached');
/** The next message of a feedback request was written after all. */
export const requestContinued = happens('request_continued');
/** A customer has another number or address. */
export const contactChanged = happens('contact_changed');
/** What is said of a customer's tax was changed. */
export const billingChanged = happens('billing_changed');
/** A sender sends again. */
export const senderResumed = happens('sender_resumed');
/** A number of an account belongs to a sender now; by the number as Twilio writes it. */
export const numberOwned = happens('number_owned');
/** WhatsApp approves a template again, or another wording took its place. */
export const templateRepaired = happens('template_repaired');
/** Somebody took a case on. */
export const caseTaken = happens('case_taken');
/** A case was put right. */
export const caseResolved = happens('case_resolved');
/** Somebody did something about a case after it was closed, or closed it. */
export const caseWorkedOn = happens('case_worked_on');
/** A case was opened for a booking. */
export const caseOpenedFor = happens('case_opened_for');
/** A voucher was taken off a booking, by its code. */
export const voucherRedeemed = happens('voucher_redeemed');
/** A booking has another number of guests, or its final one. */
export const guestsSet = happens('guests_set');
/** Somebody said that an event runs. */
export const eventStarted = happens('event_started');
/** An event begins at another time. */
export const eventMoved = happens('event_moved');
/** A booking was confirmed. */
export const bookingConfirmed = happens('booking_confirmed');
/** Whatever was open about an online payment is settled, by the checkout. */
export const checkoutSettled = happens('checkout_settled');
/** A dispute of an online payment is decided, by the checkout. */
export const disputeDecided = happens('dispute_decided');
/** A file that was made in the background was taken, is made anew, or is gone. */
export const exportSettled = happens('export_settled');
/** Somebody decided whether money is written off, by the write-off. */
export const writeOffDecided = happens('write_off_decided');
/** What was decided of an invoice's write-offs is old: it was asked anew, or taken back; by the invoice. */
export const writeOffMoot = happens('write_off_moot');
/** A customer was given a quote, by the booking. */
export const quoteMade = happens('quote_made');
/** A booking was cancelled, or its event is over. */
export const bookingEnded = happens('booking_ended');
/** An enquiry got its first answer, its booking, or its end. */
export const enquirySettled = happens('enquiry_settled');
/** Somebody opened a record whose comments mention them, by the record and the person. */
export const mentionSeen = happens('mention_seen');
/** A mention was taken out of a comment, by the comment and the person. */
export const mentionMoot = happens('mention_moot');
/** A manager has seen to what looked like trouble, by the event. */
export const securityAcknowledged = happens('security_acknowledged');
/** Whatever was wrong with the installation is over, by the rule that told it. */
export const installationWell = happens('installation_well');
