import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import { consents, customers } from '@/db/schema/people';
import { actAs, type Tx } from '@/db/session';
import { type QueueOrder, queueMessage } from '@/lib/messaging/outbox/queue';
import { reviveMessage } from '@/lib/messaging/outbox/revive-message';
import type { BookingRef } from '../events';
import { type AskDecision, type AskFacts, decideAsk, dueAt } from '../rules';
import { hashLink, linkToken } from './link';
import { selectEvents } from './select-events';

type Message = { messageId: string; senderId: string | null };

export type Asked =
  | { asked: 'now'; requestId: string; message: Message }
  | { asked: 'later'; at: Date }
  | { asked: 'no'; reason: string; message?: Message }
  | { asked: 'before' };

/**
 * Opens the feedback request of a booking and writes its message to the outbox, in one transaction; when it
 * may not or not yet be sent, the request keeps why. Any number of callers at once make one request and one
 * message. The caller announces the message after the commit.
 */
export async function askForFeedback(ref: BookingRef, now: Date): Promise<Asked> {
  return actAs({ role: 'system', companyId: ref.companyId, name: 'request-feedback' }, async (tx) => {
    const [known] = await loadFacts(tx, ref.companyId, [ref.bookingId]);
    if (!known) return { asked: 'no', reason: 'not_found' };
    const { facts, row } = known;
    const decision = decideAsk(facts, now);
    if (decision.ask === 'done') {
      const message = stillWaiting(row);
      return message && row.requestId
        ? { asked: 'now', requestId: row.requestId, message }
        : { asked: 'before' };
    }
    if (decision.ask === 'later') {
      await saveRequest(tx, row, { dueAt: decision.at, state: 'due', reason: null });
      return { asked: 'later', at: decision.at };
    }
    if (decision.ask === 'no') return refuse(tx, known, decision, now);
    const message = await queueMessage(tx, orderOf(row));
    if (row.messageStatus === 'not_sent') await reviveMessage(tx, message.messageId);
    const requestId = await saveRequest(tx, row, asAsked(known, message.messageId, now));
    return { asked: 'now', requestId, message };
  });
}

/** Refusals that the outbox says as well: its row carries them to the timeline and to the message log. */
const SAID = ['no_consent', 'opted_out', 'unreachable', 'anonymised'];

async function refuse(
  tx: Tx,
  { facts, row }: KnownBooking,
  { state, reason }: Extract<AskDecision, { ask: 'no' }>,
  now: Date,
): Promise<Asked> {
  const known = row.requestId !== null && row.reason === reason && row.state === state;
  if (reason === 'not_completed' || known) return { asked: 'no', reason, message: stillWaiting(row) };
  const message = SAID.includes(reason) ? await queueMessage(tx, orderOf(row)) : undefined;
  const closed = { dueAt: dueAt(facts), state, reason, closedAt: now };
  await saveRequest(tx, row, { ...closed, ...(message ? { messageId: message.messageId } : {}) });
  return { asked: 'no', reason, message };
}

const orderOf = ({ companyId, customerId, bookingId, customerName, eventName }: Row): QueueOrder => ({
  companyId,
  customerId,
  bookingId,
  kind: 'feedback_request',
  onceKey: `feedback_request:${bookingId}`,
  template: { purpose: 'feedback_request', variables: { customer: customerName, event: eventName } },
  asked: false,
});

/** Marks a request as asked by this message. */
export const asAsked = (known: KnownBooking, messageId: string, now: Date) =>
  ({
    dueAt: dueAt(known.facts),
    state: 'asked',
    stage: 'rating',
    askedAt: now,
    messageId,
    reason: null,
    closedAt: null,
  }) as const;

/** Written before, and nobody may have heard of it: its run died between the commit and the event. */
function stillWaiting({ messageId, messageStatus, senderId }: Row): Message | undefined {
  return messageId && messageStatus === 'waiting' ? { messageId, senderId } : undefined;
}

export type Row = {
  companyId: string;
  bookingId: string;
  customerId: string;
  customerName: string;
  eventName: string;
  requestId: string | null;
  state: string | null;
  reason: string | null;
  messageId: string | null;
  messageStatus: string | null;
  senderId: string | null;
};

/** A customer's consent to be asked: the newest row for WhatsApp holds, else for another channel. */
export const newestConsent = sql<'granted' | 'withdrawn' | null>`(select ${consents.state} from ${consents}
  where ${consents.companyId} = ${customers.companyId} and ${consents.customerId} = ${customers.id}
  order by ${consents.channel} <> 'whatsapp', ${consents.createdAt} desc, ${consents.id} desc limit 1)`;

export type KnownBooking = { facts: AskFacts; row: Row };

/** What decides about asking, for several bookings of one company at once. */
export async function loadFacts(tx: Tx, companyId: string, bookingIds: string[]): Promise<KnownBooking[]> {
  const fields = {
    companyId: bookings.companyId,
    bookingId: bookings.id,
    customerId: bookings.customerId,
    customerName: customers.name,
    eventName: bookings.eventName,
    status: bookings.status,
    endsAt: bookings.endsAt,
    completedAt: bookings.completedAt,
    phone: customers.phone,
    whatsappId: customers.whatsappId,
    email: customers.email,
    anonymisedAt: customers.anonymisedAt,
    delay: companies.feedbackDelay,
    requestId: feedbackRequests.id,
    state: feedbackRequests.state,
    reason: feedbackRequests.reason,
    askedAt: feedbackRequests.askedAt,
    messageId: feedbackRequests.messageId,
    messageStatus: messages.status,
    senderId: messages.senderId,
    feedbackId: feedback.id,
    consent: newestConsent,
  };
  const rows = await selectEvents(tx, fields, { few: true })
    .where(and(eq(bookings.companyId, companyId), inArray(bookings.id, bookingIds)))
    .orderBy(asc(bookings.id));
  return rows.map((row) => {
    const facts: AskFacts = {
      booking: row,
      request: { state: row.state ?? 'due', askedAt: row.askedAt },
      customer: row,
      consent: row.consent ?? 'none',
      hasFeedback: row.feedbackId !== null,
      delay: row.delay,
    };
    return { facts, row };
  });
}

type Change = Partial<typeof feedbackRequests.$inferInsert> & { dueAt: Date };

/** Writes the request of a booking unless someone else has asked meanwhile; gives its id. */
async function saveRequest(tx: Tx, row: Row, change: Change): Promise<string> {
  const { companyId, bookingId, customerId } = row;
  const id = row.requestId ?? v7();
  const linkHash = hashLink(linkToken({ companyId, requestId: id }));
  if (row.requestId === null) {
    const [made] = await tx
      .insert(feedbackRequests)
      .values({ id, companyId, bookingId, customerId, linkHash, ...change })
      .onConflictDoNothing({ target: [feedbackRequests.companyId, feedbackRequests.bookingId] })
      .returning({ id: feedbackRequests.id });
    if (made) return made.id;
  }
  const [saved] = await tx
    .update(feedbackRequests)
    .set(change)
    .where(
      and(
        eq(feedbackRequests.companyId, companyId),
        eq(feedbackRequests.bookingId, bookingId),
        isNull(feedbackRequests.askedAt),
        inArray(feedbackRequests.state, ['due', 'suppressed']),
      ),
    )
    .returning({ id: feedbackRequests.id });
  return saved?.id ?? id;
}

/** The request of a completed booking, made where there is none: for answers that nobody asked for. */
export async function ensureRequest(
  tx: Tx,
  { companyId, bookingId, customerId, ...booking }: BookingRef & { customerId: string; dueAt: Date },
): Promise<void> {
  const id = v7();
  await tx
    .insert(feedbackRequests)
    .values({
      id,
      companyId,
      bookingId,
      customerId,
      dueAt: booking.dueAt,
      linkHash: hashLink(linkToken({ companyId, requestId: id })),
    })
    .onConflictDoNothing({ target: [feedbackRequests.companyId, feedbackRequests.bookingId] });
}
