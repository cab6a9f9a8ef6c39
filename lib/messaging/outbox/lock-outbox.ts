import 'server-only';
import { eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { feedback } from '@/db/schema/feedback';
import { conversations, messages, templates } from '@/db/schema/messaging';
import { invoices, paymentDues, receipts } from '@/db/schema/money';
import { paperLinks } from '@/db/schema/paper-links';
import { customers } from '@/db/schema/people';
import { quotes } from '@/db/schema/quotes';
import { signInCodes } from '@/db/schema/sign-in-codes';
import type { Tx } from '@/db/session';

const named = alias(templates, 'named');

/** Messages of the outbox, locked in the order of their ids, each with whom and what it is about as that is now. */
export function lockOutbox(tx: Tx, messageIds: readonly string[]) {
  return tx
    .select({
      message: messages,
      address: conversations.address,
      linkedTo: conversations.customerId,
      lastInboundAt: conversations.lastInboundAt,
      purpose: named.purpose,
      customer: {
        id: customers.id,
        name: customers.name,
        phone: customers.phone,
        whatsappId: customers.whatsappId,
        email: customers.email,
        language: customers.language,
        timeZone: customers.timeZone,
        anonymisedAt: customers.anonymisedAt,
      },
      company: {
        name: companies.name,
        email: companies.email,
        language: companies.language,
        timeZone: companies.timeZone,
        currency: companies.currency,
        locale: companies.locale,
        quietFrom: companies.quietFrom,
        quietUntil: companies.quietUntil,
        contactCap: companies.contactCap,
      },
      // A statement is written when it is looked at; the others may have been taken back, and each link revoked.
      paperHolds: sql<boolean>`not exists (select from ${invoices} i where i.company_id = ${messages.companyId}
          and i.id = (${messages.contentVariables} ->> 'paperId')::uuid and i.kind = 'invoice' and i.credited = i.total)
        and not exists (select from ${receipts} r where r.company_id = ${messages.companyId}
          and r.id = (${messages.contentVariables} ->> 'paperId')::uuid and r.voided_at is not null)
        and not exists (select from ${paperLinks} l where l.company_id = ${messages.companyId}
          and l.id = (${messages.contentVariables} ->> 'linkId')::uuid and l.revoked_at is not null)`,
      codeHolds: sql<boolean>`not exists (select from ${signInCodes} s where s.company_id = ${messages.companyId}
          and s.id = (${messages.contentVariables} ->> 'codeId')::uuid and (s.ended_at is not null or s.expires_at <= now()))`,
      booking: {
        customerId: bookings.customerId,
        status: bookings.status,
        startsAt: bookings.startsAt,
        endsAt: bookings.endsAt,
        reference: bookings.reference,
        eventName: bookings.eventName,
        venue: bookings.venue,
        guests: sql<number>`coalesce(${bookings.guaranteedGuests}, ${bookings.guests})`,
        guaranteed: sql<boolean>`${bookings.guaranteedGuests} is not null`,
        total: bookings.total,
        hasQuote: sql<boolean>`exists (select from ${quotes} q where q.company_id = ${bookings.companyId} and q.booking_id = ${bookings.id} and q.status = 'sent')`,
        // What is to be paid by the next day on which something is, with what is late already.
        due: sql<{
          on: string;
          amount: number;
        } | null>`(select json_build_object('on', n.day, 'amount', (select sum(d.amount) from ${paymentDues} d
          where d.company_id = ${bookings.companyId} and d.booking_id = ${bookings.id}
            and d.due_on <= greatest(n.day, (now() at time zone ${companies.timeZone})::date)))
          from (select min(d.due_on) as day from ${paymentDues} d where d.company_id = ${bookings.companyId} and d.booking_id = ${bookings.id}) n
          where n.day is not null)`,
        hasFeedback: sql<boolean>`exists (select from ${feedback} f where f.company_id = ${bookings.companyId} and f.booking_id = ${bookings.id})`,
      },
    })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .innerJoin(companies, eq(companies.id, messages.companyId))
    .leftJoin(customers, eq(customers.id, messages.customerId))
    .leftJoin(bookings, eq(bookings.id, messages.bookingId))
    .leftJoin(named, eq(named.id, messages.templateId))
    .where(inArray(messages.id, [...messageIds]))
    .orderBy(messages.id)
    .for('update', { of: messages });
}

export type Found = Awaited<ReturnType<typeof lockOutbox>>[number];
