import { and, eq } from 'drizzle-orm';
import type { PgSelectBase, SelectedFields } from 'drizzle-orm/pg-core';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { customers } from '@/db/schema/people';
import { messages } from '@/db/schema/whatsapp';
import type { Tx } from '@/db/session';

/** Of which tables a row is always there. */
type Presence = {
  bookings: 'not-null';
  companies: 'not-null';
  customers: 'not-null';
  feedback_requests: 'nullable';
  messages: 'nullable';
  feedback: 'nullable';
};

/**
 * A booking as everything about feedback sees it: with its company and customer, and, where they exist, its
 * request, the request's message and the feedback. PostgreSQL drops the joins that a query takes nothing from.
 */
export function selectEvents<F extends SelectedFields>(
  tx: Tx,
  fields: F,
): PgSelectBase<'bookings', F, 'partial', Presence> {
  const found = tx
    .select<SelectedFields>(fields)
    .from(bookings)
    .innerJoin(companies, eq(companies.id, bookings.companyId))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .leftJoin(
      feedbackRequests,
      and(eq(feedbackRequests.companyId, bookings.companyId), eq(feedbackRequests.bookingId, bookings.id)),
    )
    .leftJoin(
      messages,
      and(eq(messages.companyId, feedbackRequests.companyId), eq(messages.id, feedbackRequests.messageId)),
    )
    .leftJoin(feedback, and(eq(feedback.companyId, bookings.companyId), eq(feedback.bookingId, bookings.id)));
  // Drizzle can't carry a generic selection through its joins; what they do to each table is said above.
  return found as unknown as PgSelectBase<'bookings', F, 'partial', Presence>;
}
