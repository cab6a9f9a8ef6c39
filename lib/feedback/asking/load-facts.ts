import 'server-only';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import { consents, customers } from '@/db/schema/people';
import { purposeConsents } from '@/db/schema/privacy';
import type { Tx } from '@/db/session';
import { type AskFacts, oneSpanHours } from '../rules';
import { selectEvents } from './select-events';

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

/** Whether another part of the booking's occasion, an agreed one, comes after it within the same span of days. */
export const laterPart = sql<boolean>`(${bookings.occasionId} is not null and exists (select from ${bookings} later
  where later.company_id = ${bookings.companyId} and later.occasion_id = ${bookings.occasionId} and later.status in ('confirmed', 'in_progress', 'completed')
    and (later.ends_at, later.id) > (${bookings.endsAt}, ${bookings.id})
    and later.starts_at <= ${bookings.endsAt} + make_interval(hours => ${sql.raw(String(oneSpanHours))})))`;

/** Whether the last word of the customer about being asked was no. */
const unwanted = sql<boolean>`coalesce((select said.state from ${purposeConsents} said where said.company_id = ${bookings.companyId}
  and said.customer_id = ${bookings.customerId} and said.purpose = 'feedback' order by said.created_at desc, said.id desc limit 1) = 'withdrawn', false)`;

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
    unwanted,
    laterPart,
  };
  const rows = await selectEvents(tx, fields, { few: true })
    .where(and(eq(bookings.companyId, companyId), inArray(bookings.id, bookingIds)))
    .orderBy(asc(bookings.id));
  return rows.map((row) => {
    const facts: AskFacts = {
      booking: row,
      laterPart: row.laterPart,
      request: { state: row.state ?? 'due', askedAt: row.askedAt },
      customer: row,
      consent: row.consent ?? 'none',
      unwanted: row.unwanted,
      hasFeedback: row.feedbackId !== null,
      delay: row.delay,
    };
    return { facts, row };
  });
}
