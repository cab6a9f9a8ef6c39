import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { invoiceKinds, ledgerAccounts, moneyMethods, paymentStatuses, postingKinds } from '../enums';
import { bookings } from './bookings';
import { bounded, choice, createdAt, id, instant, money, oneOf } from './columns';
import { companies } from './companies';
import type { InvoiceDocument } from './invoice-document';
import { users } from './people';
import type { TaxSnapshot } from './tax-snapshot';

const company = () =>
  uuid('company_id')
    .notNull()
    .references(() => companies.id);

/** What a customer gets for money: one for each time that they pay, for however many bookings. */
export const receipts = pgTable(
  'receipts',
  {
    id: id(),
    companyId: company(),
    /** "R-2026-0001", by trigger: counted by company and year, without gaps. */
    reference: text('reference').notNull().default(''),
    /** The company's day. */
    issuedOn: date('issued_on', { mode: 'string' }).notNull().default('-infinity'),
    voidReason: text('void_reason'),
    voidedBy: uuid('voided_by'),
    voidedAt: instant('voided_at'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('receipts_company_id').on(t.companyId, t.id),
    unique('receipts_reference').on(t.companyId, t.reference),
    bounded('receipts', 'void_reason', 300),
    check('receipts_voided', sql`(voided_at is null) = (void_reason is null)`),
  ],
);

/** Money for one booking that came in, or that was given back of a payment. */
export const payments = pgTable(
  'payments',
  {
    id: id(),
    companyId: uuid('company_id').notNull(),
    bookingId: uuid('booking_id').notNull(),
    /** Above zero, also where it was given back. */
    amount: money('amount').notNull(),
    method: choice('method', moneyMethods).notNull(),
    status: choice('status', paymentStatuses).notNull().default('received'),
    /** The payer's: of the transfer, of the mobile money. */
    reference: text('reference'),
    receivedAt: instant('received_at').notNull().defaultNow(),
    recordedBy: uuid('recorded_by'),
    /** By trigger where it stands alone. */
    receiptId: uuid('receipt_id'),
    /** The payment that this gives back, or a part of it. */
    refunds: uuid('refunds'),
    /** Why it was given back or is void. */
    reason: text('reason'),
    /** Of a refund: the word of the provider by which it is known, too. */
    toldBy: text('told_by'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('payments_company_id').on(t.companyId, t.id),
    index('payments_booking').on(t.companyId, t.bookingId),
    index('payments_received').on(t.companyId, t.receivedAt),
    index('payments_receipt').on(t.companyId, t.receiptId),
    index('payments_refunds').on(t.companyId, t.refunds).where(sql`refunds is not null`),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.receiptId], foreignColumns: [receipts.companyId, receipts.id] }),
    foreignKey({ columns: [t.companyId, t.refunds], foreignColumns: [t.companyId, t.id] }),
    oneOf('payments', 'method', moneyMethods),
    oneOf('payments', 'status', paymentStatuses),
    bounded('payments', 'reason', 300),
    uniqueIndex('payments_told_by').on(t.companyId, t.toldBy).where(sql`told_by is not null`),
    check('payments_told_by_length', sql`length(told_by) between 1 and 200`),
    check('payments_told_by_refund', sql`told_by is null or refunds is not null`),
    check('payments_amount', sql`amount > 0`),
    check(
      'payments_refund',
      sql`(status = 'refunded') = (refunds is not null) and (refunds is null or reason is not null)`,
    ),
  ],
);

/** What a booking is billed with, and what takes of that again. Never changed: `document` is what the customer holds. */
export const invoices = pgTable(
  'invoices',
  {
    id: id(),
    companyId: company(),
    bookingId: uuid('booking_id').notNull(),
    kind: choice('kind', invoiceKinds).notNull(),
    /** "INV-2026-0001", "CN-2026-0001", by trigger: without gaps. */
    reference: text('reference').notNull().default(''),
    /** The invoice that a credit note takes from. */
    credits: uuid('credits'),
    reason: text('reason'),
    /** The company's days. */
    issuedOn: date('issued_on', { mode: 'string' }).notNull(),
    dueOn: date('due_on', { mode: 'string' }),
    /** Minor units before tax, the service charge in it. */
    net: money('net').notNull(),
    serviceCharge: money('service_charge').notNull().default(0),
    taxTotal: money('tax_total').notNull(),
    total: money('total').notNull(),
    tax: jsonb('tax').$type<TaxSnapshot>().notNull(),
    document: jsonb('document').$type<InvoiceDocument>().notNull(),
    /** By trigger. */
    credited: money('credited').notNull().default(0),
    writtenOff: money('written_off').notNull().default(0),
    writeOffReason: text('write_off_reason'),
    writtenOffOn: date('written_off_on', { mode: 'string' }),
    /** What is still to be paid of it, by trigger. */
    open: money('open').notNull().default(0),
    sentAt: instant('sent_at'),
    issuedBy: uuid('issued_by'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('invoices_company_id').on(t.companyId, t.id),
    unique('invoices_reference').on(t.companyId, t.reference),
    uniqueIndex('invoices_live')
      .on(t.companyId, t.bookingId)
      .where(sql`kind = 'invoice' and credited < total`),
    index('invoices_booking').on(t.companyId, t.bookingId),
    index('invoices_credits').on(t.companyId, t.credits).where(sql`credits is not null`),
    index('invoices_issued').on(t.companyId, t.issuedOn, t.id),
    index('invoices_open').on(t.companyId, t.dueOn, t.id).where(sql`open > 0`),
    index('invoices_settled')
      .on(t.companyId, t.issuedOn, t.id)
      .where(sql`kind = 'invoice' and (credited = total or written_off > 0)`),
    index('invoices_credit_notes').on(t.companyId, t.issuedOn, t.id).where(sql`kind = 'credit_note'`),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({ columns: [t.companyId, t.credits], foreignColumns: [t.companyId, t.id] }),
    oneOf('invoices', 'kind', invoiceKinds),
    bounded('invoices', 'reason', 300),
    bounded('invoices', 'write_off_reason', 300),
    check('invoices_net', sql`net >= 0`),
    check('invoices_service_charge', sql`service_charge between 0 and net`),
    check('invoices_tax', sql`tax_total >= 0`),
    check('invoices_total', sql`total > 0`),
    check('invoices_sum', sql`net + tax_total = total`),
    check(
      'invoices_credit',
      sql`(kind = 'credit_note') = (credits is not null) and (kind = 'invoice') = (due_on is not null) and (kind = 'invoice' or reason is not null)`,
    ),
    check(
      'invoices_credited',
      sql`credited between 0 and total and written_off between 0 and total - credited and open between 0 and total - credited - written_off`,
    ),
    check('invoices_due', sql`due_on >= issued_on`),
    check(
      'invoices_written_off',
      sql`(written_off > 0) = (write_off_reason is not null) and (written_off > 0) = (written_off_on is not null)`,
    ),
    check('invoices_of_itself', sql`kind = 'invoice' or (credited = 0 and written_off = 0 and open = 0)`),
  ],
);

/** One movement of money or of a claim, written by triggers alone; its lines add up to zero. */
export const postings = pgTable(
  'postings',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    companyId: company(),
    kind: choice('kind', postingKinds).notNull(),
    sourceId: uuid('source_id').notNull(),
    bookingId: uuid('booking_id').notNull(),
    /** The company's. */
    day: date('day', { mode: 'string' }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('postings_company_id').on(t.companyId, t.id),
    uniqueIndex('postings_source').on(t.companyId, t.sourceId, t.kind).where(sql`kind <> 'write_off'`),
    index('postings_day').on(t.companyId, t.day, t.id),
    index('postings_booking').on(t.companyId, t.bookingId, t.day),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    oneOf('postings', 'kind', postingKinds),
  ],
);

export const postingLines = pgTable(
  'posting_lines',
  {
    companyId: company(),
    postingId: uuid('posting_id').notNull(),
    position: smallint('position').notNull(),
    account: choice('account', ledgerAccounts).notNull(),
    /** By which way money came, or the code of a part of the tax. */
    part: text('part').notNull().default(''),
    /** Debit above zero, credit below. */
    amount: money('amount').notNull(),
    bookingId: uuid('booking_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.postingId, t.position] }),
    foreignKey({ columns: [t.companyId, t.postingId], foreignColumns: [postings.companyId, postings.id] }),
    oneOf('posting_lines', 'account', ledgerAccounts),
    check('posting_lines_part_length', sql`length(part) <= 40`),
    check('posting_lines_amount', sql`amount <> 0`),
  ],
);

/** What the accountant calls an account. */
export const accountCodes = pgTable(
  'account_codes',
  {
    companyId: company(),
    account: choice('account', ledgerAccounts).notNull(),
    part: text('part').notNull().default(''),
    code: text('code').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.account, t.part] }),
    oneOf('account_codes', 'account', ledgerAccounts),
    check('account_codes_part_length', sql`length(part) <= 40`),
    check('account_codes_code', sql`code ~ '^[A-Za-z0-9][A-Za-z0-9 ./-]{0,19}$'`),
  ],
);

/** What is still to come of what was agreed, by day; kept by trigger from each booking's plan. */
export const paymentDues = pgTable(
  'payment_dues',
  {
    companyId: company(),
    bookingId: uuid('booking_id').notNull(),
    dueOn: date('due_on').notNull(),
    amount: money('amount').notNull(),
    /** When the event begins, and whether nothing of it is due before. */
    eventAt: instant('event_at').notNull(),
    earliest: boolean('earliest').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.bookingId, t.dueOn] }),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    index('payment_dues_day').on(t.companyId, t.dueOn, t.bookingId),
    index('payment_dues_late').on(t.companyId, t.eventAt, t.bookingId, t.dueOn).where(sql`earliest`),
    check('payment_dues_amount', sql`amount > 0`),
  ],
);

/** What was in the cash box at the end of a day of the company, beside what should have been; the newest of a day counts. */
export const cashCounts = pgTable(
  'cash_counts',
  {
    id: id(),
    companyId: company(),
    day: date('day').notNull(),
    /** By trigger, when it was counted. */
    expected: money('expected').notNull().default(0),
    counted: money('counted').notNull(),
    /** Why there is a difference. */
    note: text('note'),
    countedBy: uuid('counted_by').references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    index('cash_counts_day').on(t.companyId, t.day, t.createdAt),
    index('cash_counts_by').on(t.countedBy),
    bounded('cash_counts', 'note', 300),
    check('cash_counts_counted', sql`counted between 0 and 100000000000`),
    check('cash_counts_explained', sql`counted = expected or note is not null`),
  ],
);
