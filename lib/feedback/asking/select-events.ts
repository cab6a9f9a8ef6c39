import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { PgSelectBase, SelectedFields } from 'drizzle-orm/pg-core';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
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

type Size = {
  /**
   * For a few bookings that the query names: what belongs to each is looked up by its key. A plain join lets
   * PostgreSQL read whole tables once for each booking as long as its statistics still say that they are
   * small, as after an import or an outage.
   */
  few?: boolean;
};

/**
 * A booking as everything about feedback sees it: with its company and customer, and, where they exist, its
 * request, the request's message and the feedback. PostgreSQL drops the joins that a query takes nothing from.
 */
export function selectEvents<F extends SelectedFields>(
  tx: Tx,
  fields: F,
  { few = false }: Size = {},
): PgSelectBase<'bookings', F, 'partial', Presence> {
  const events = tx
    .select<SelectedFields>(fields)
    .from(bookings)
    .innerJoin(companies, eq(companies.id, bookings.companyId))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    );
  const itsRequest = and(
    eq(feedbackRequests.companyId, bookings.companyId),
    eq(feedbackRequests.bookingId, bookings.id),
  );
  const itsMessage = and(
    eq(messages.companyId, feedbackRequests.companyId),
    eq(messages.id, feedbackRequests.messageId),
  );
  const itsFeedback = and(eq(feedback.companyId, bookings.companyId), eq(feedback.bookingId, bookings.id));
  // Named like the tables, so that the fields and conditions of the caller mean the same in both forms.
  const found = few
    ? events
        .leftJoinLateral(
          tx.select().from(feedbackRequests).where(itsRequest).limit(1).as('feedback_requests'),
          sql`true`,
        )
        .leftJoinLateral(tx.select().from(messages).where(itsMessage).limit(1).as('messages'), sql`true`)
        .leftJoinLateral(tx.select().from(feedback).where(itsFeedback).limit(1).as('feedback'), sql`true`)
    : events
        .leftJoin(feedbackRequests, itsRequest)
        .leftJoin(messages, itsMessage)
        .leftJoin(feedback, itsFeedback);
  // Drizzle can't carry a generic selection through its joins; what they do to each table is said above.
  return found as unknown as PgSelectBase<'bookings', F, 'partial', Presence>;
}
