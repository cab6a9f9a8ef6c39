import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bookings } from './bookings';
import { cases } from './cases';
import { bounded, createdAt, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { feedback } from './feedback';
import { invoices, receipts } from './money';
import { customers, users } from './people';
import { quotes } from './quotes';

const companyId = () =>
  uuid('company_id')
    .notNull()
    .references(() => companies.id);
const createdBy = () =>
  uuid('created_by')
    .notNull()
    .references(() => users.id);

/** What somebody of the office said about a record, for colleagues; about exactly one of them. */
export const comments = pgTable(
  'comments',
  {
    id: id(),
    companyId: companyId(),
    bookingId: uuid('booking_id'),
    customerId: uuid('customer_id'),
    feedbackId: uuid('feedback_id'),
    caseId: uuid('case_id'),
    invoiceId: uuid('invoice_id'),
    quoteId: uuid('quote_id'),
    receiptId: uuid('receipt_id'),
    recordId: uuid('record_id')
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce(booking_id, customer_id, feedback_id, case_id, invoice_id, quote_id, receipt_id)`,
      ),
    /** Empty once it was removed; the audit trail has what it said. */
    body: text('body').notNull(),
    mentions: uuid('mentions').array().notNull().default([]),
    createdBy: createdBy(),
    createdAt: createdAt(),
    editedAt: instant('edited_at'),
    removedAt: instant('removed_at'),
    removedBy: uuid('removed_by').references(() => users.id),
  },
  (t) => [
    unique('comments_company_id').on(t.companyId, t.id),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({ columns: [t.companyId, t.feedbackId], foreignColumns: [feedback.companyId, feedback.id] }),
    foreignKey({ columns: [t.companyId, t.caseId], foreignColumns: [cases.companyId, cases.id] }),
    foreignKey({ columns: [t.companyId, t.invoiceId], foreignColumns: [invoices.companyId, invoices.id] }),
    foreignKey({ columns: [t.companyId, t.quoteId], foreignColumns: [quotes.companyId, quotes.id] }),
    foreignKey({ columns: [t.companyId, t.receiptId], foreignColumns: [receipts.companyId, receipts.id] }),
    index('comments_record').on(t.companyId, t.recordId, t.createdAt.desc(), t.id.desc()),
    index('comments_booking').on(t.companyId, t.bookingId).where(sql`booking_id is not null`),
    index('comments_customer').on(t.companyId, t.customerId).where(sql`customer_id is not null`),
    index('comments_feedback').on(t.companyId, t.feedbackId).where(sql`feedback_id is not null`),
    index('comments_case').on(t.companyId, t.caseId).where(sql`case_id is not null`),
    index('comments_invoice').on(t.companyId, t.invoiceId).where(sql`invoice_id is not null`),
    index('comments_quote').on(t.companyId, t.quoteId).where(sql`quote_id is not null`),
    index('comments_receipt').on(t.companyId, t.receiptId).where(sql`receipt_id is not null`),
    index('comments_created_by').on(t.createdBy),
    index('comments_removed_by').on(t.removedBy).where(sql`removed_by is not null`),
    check('comments_mentions', sql`cardinality(mentions) <= 20`),
    check(
      'comments_one_record',
      sql`num_nonnulls(booking_id, customer_id, feedback_id, case_id, invoice_id, quote_id, receipt_id) = 1`,
    ),
    check(
      'comments_body',
      sql`case when removed_at is null then length(btrim(body)) between 1 and 4000 else body = '' end`,
    ),
    check('comments_removed', sql`(removed_at is null) = (removed_by is null)`),
  ],
);

/** A picture or a PDF that belongs to a comment, or waits for it; the file is in the store. */
export const commentFiles = pgTable(
  'comment_files',
  {
    id: id(),
    companyId: companyId(),
    commentId: uuid('comment_id'),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['picture', 'pdf'] }).notNull(),
    /** Of what is kept, in bytes. */
    size: integer('size').notNull(),
    createdBy: createdBy(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('comment_files_company_id').on(t.companyId, t.id),
    foreignKey({ columns: [t.companyId, t.commentId], foreignColumns: [comments.companyId, comments.id] }),
    index('comment_files_comment')
      .on(t.companyId, t.commentId, t.createdAt, t.id)
      .where(sql`comment_id is not null`),
    index('comment_files_waiting').on(t.companyId, t.createdAt).where(sql`comment_id is null`),
    index('comment_files_created_by').on(t.createdBy),
    bounded('comment_files', 'name', 200),
    oneOf('comment_files', 'kind', ['picture', 'pdf']),
    check('comment_files_size', sql`size between 1 and 15728640`),
  ],
);
