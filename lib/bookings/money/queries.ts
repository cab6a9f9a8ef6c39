import 'server-only';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { type Answers, prepared, preparedText } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { invoices, payments, receipts } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';

const document = {
  ...{ id: invoices.id, kind: invoices.kind, reference: invoices.reference, credits: invoices.credits },
  ...{ issuedOn: invoices.issuedOn, dueOn: invoices.dueOn, total: invoices.total, reason: invoices.reason },
  ...{ credited: invoices.credited, writtenOff: invoices.writtenOff, open: invoices.open },
  ...{ sentAt: invoices.sentAt, writeOffReason: invoices.writeOffReason },
};

const documentsQuery = prepared((db) =>
  db
    .select(document)
    .from(invoices)
    .where(eq(invoices.bookingId, sql.placeholder('id')))
    .orderBy(desc(invoices.createdAt), desc(invoices.id)),
);

/** What its customer holds of a booking's money: invoices and credit notes. */
export const askDocuments = (tx: Tx, id: string) => documentsQuery(tx, { id });

/** Other events of the same customer that are still to be paid, which one payment may be for as well. */
const othersQuery = preparedText<{ id: string; reference: string; eventName: string; left: number }>(
  `select b.id, b.reference, b.event_name as "eventName", (b.total - b.paid - b.taken_off)::float8 as left from bookings b
  where b.customer_id = (select m.customer_id from bookings m where m.id = $1::uuid) and b.id <> $1::uuid
    and b.paid + b.taken_off < b.total and b.status in ('quoted', 'confirmed', 'in_progress', 'completed')
  order by b.starts_at desc limit 20`,
  ['id'],
);

/** The papers of a booking's money: what it was billed with, and what else its customer owes. */
export const askPapers = (tx: Tx, id: string) =>
  [documentsQuery(tx, { id }), othersQuery(tx, { id })] as const;

export function tellPapers([documents, others]: Answers<ReturnType<typeof askPapers>>) {
  return { documents, others };
}

export type Papers = ReturnType<typeof tellPapers>;
export type Document = Papers['documents'][number];

const invoiceQuery = prepared((db) =>
  db
    .select({
      ...document,
      ...{ net: invoices.net, serviceCharge: invoices.serviceCharge, taxTotal: invoices.taxTotal },
      ...{ tax: invoices.tax, document: invoices.document, writtenOffOn: invoices.writtenOffOn },
      booking: {
        id: bookings.id,
        reference: bookings.reference,
        status: bookings.status,
        total: bookings.total,
        paid: bookings.paid,
        takenOff: bookings.takenOff,
        cancellationFee: bookings.cancellationFee,
      },
      customer: { id: customers.id, name: customers.name, phone: customers.phone, email: customers.email },
    })
    .from(invoices)
    .innerJoin(bookings, and(eq(bookings.companyId, invoices.companyId), eq(bookings.id, invoices.bookingId)))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(eq(invoices.id, sql.placeholder('id'))),
);

/** What belongs to it: the credit notes of an invoice, or the invoice of a credit note. */
const relatedQuery = preparedText<{ id: string; reference: string; total: number; issuedOn: string }>(
  `select r.id, r.reference, r.total::float8 as total, r.issued_on::text as "issuedOn" from invoices r
  where r.credits = $1::uuid or r.id = (select i.credits from invoices i where i.id = $1::uuid)
  order by r.created_at, r.id`,
  ['id'],
);

/** One invoice or credit note with what belongs to it. */
export const askInvoice = (tx: Tx, id: string) =>
  [invoiceQuery(tx, { id }), relatedQuery(tx, { id })] as const;

export function tellInvoice([[invoice], related]: Answers<ReturnType<typeof askInvoice>>) {
  return invoice && { invoice, related };
}

const receiptQuery = prepared((db) =>
  db
    .select()
    .from(receipts)
    .where(eq(receipts.id, sql.placeholder('id'))),
);

const receiptPartsQuery = prepared((db) =>
  db
    .select({
      ...{ id: payments.id, amount: payments.amount, method: payments.method, status: payments.status },
      ...{ reference: payments.reference, receivedAt: payments.receivedAt },
      booking: { id: bookings.id, reference: bookings.reference, eventName: bookings.eventName },
      customer: { id: customers.id, name: customers.name, phone: customers.phone, email: customers.email },
      returned: sql<number>`coalesce((select sum(back.amount)::float8 from payments back
        where back.company_id = ${payments.companyId} and back.refunds = ${payments.id}), 0)`,
    })
    .from(payments)
    .innerJoin(bookings, and(eq(bookings.companyId, payments.companyId), eq(bookings.id, payments.bookingId)))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(eq(payments.receiptId, sql.placeholder('id')))
    .orderBy(asc(bookings.startsAt), asc(payments.id)),
);

/** One receipt with what it was for. */
export const askReceipt = (tx: Tx, id: string) =>
  [receiptQuery(tx, { id }), receiptPartsQuery(tx, { id })] as const;

export function tellReceipt([[receipt], parts]: Answers<ReturnType<typeof askReceipt>>) {
  return receipt && { receipt, parts };
}
