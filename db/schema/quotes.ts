import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { quoteEnds, quoteStatuses } from '../enums';
import { bookings } from './bookings';
import { bounded, choice, id, instant, money, oneOf } from './columns';
import { companies } from './companies';
import { occasions } from './occasions';
import { users } from './people';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** What a customer was offered for a whole occasion: the quotes of its parts under one number, answered as one. */
export const occasionQuotes = pgTable(
  'occasion_quotes',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    /** None once its parts were taken out of the occasion. */
    occasionId: uuid('occasion_id'),
    reference: text('reference').notNull(),
    /** What the occasion was called. */
    name: text('name').notNull(),
    madeBy: uuid('made_by').references(() => users.id),
    madeAt: instant('made_at').notNull().defaultNow(),
  },
  (t) => [
    unique('occasion_quotes_company_id').on(t.companyId, t.id),
    unique('occasion_quotes_reference').on(t.companyId, t.reference),
    foreignKey({
      name: 'occasion_quotes_occasion',
      columns: [t.companyId, t.occasionId],
      foreignColumns: [occasions.companyId, occasions.id],
    }),
    index('occasion_quotes_occasion')
      .on(t.companyId, t.occasionId, t.madeAt)
      .where(sql`occasion_id is not null`),
    index('occasion_quotes_made_by').on(t.madeBy),
    bounded('occasion_quotes', 'reference', 40),
    bounded('occasion_quotes', 'name', 160),
  ],
);

/** What a customer was offered: a numbered version of a booking, which nobody changes any more. */
export const quotes = pgTable(
  'quotes',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    bookingId: uuid('booking_id').notNull(),
    number: integer('number').notNull(),
    status: choice('status', quoteStatuses).notNull().default('draft'),
    /** All that the customer sees (`QuoteDocument` of lib/quotes). */
    document: jsonb('document').$type<unknown>().notNull(),
    /** What of the booking it rests on, by trigger; a booking that differs makes it void. */
    basis: jsonb('basis').$type<Record<string, unknown>>().notNull().default({}),
    total: money('total').notNull(),
    validUntil: instant('valid_until').notNull(),
    /** Its part of an offer for a whole occasion. */
    occasionQuoteId: uuid('occasion_quote_id'),
    /** Why it was only marked; such a one has no page. */
    byHand: text('by_hand'),
    madeBy: uuid('made_by').references(() => users.id),
    madeAt: instant('made_at').notNull().defaultNow(),
    sentAt: instant('sent_at'),
    /** When its page was first looked at by a person. */
    seenAt: instant('seen_at'),
    changeAsked: text('change_asked'),
    changeAskedAt: instant('change_asked_at'),
    endedAt: instant('ended_at'),
    endReason: choice('end_reason', quoteEnds),
    declineReason: text('decline_reason'),
    acceptedName: text('accepted_name'),
    /** What was agreed, as one text, and its SHA-256. */
    agreement: text('agreement'),
    agreementHash: text('agreement_hash'),
    /** By trigger: it was accepted, and its file isn't kept yet. */
    paperWaits: boolean('paper_waits').notNull().default(false),
  },
  (t) => [
    unique('quotes_company_id').on(t.companyId, t.id),
    unique('quotes_numbered').on(t.companyId, t.bookingId, t.number),
    foreignKey({ columns: [t.companyId, t.bookingId], foreignColumns: [bookings.companyId, bookings.id] }),
    foreignKey({
      name: 'quotes_of_occasion',
      columns: [t.companyId, t.occasionQuoteId],
      foreignColumns: [occasionQuotes.companyId, occasionQuotes.id],
    }),
    index('quotes_running').on(t.companyId, t.validUntil).where(sql`status = 'sent'`),
    index('quotes_paper_waits').on(t.companyId, t.id).where(sql`paper_waits`),
    index('quotes_parts').on(t.companyId, t.occasionQuoteId).where(sql`occasion_quote_id is not null`),
    uniqueIndex('quotes_live').on(t.companyId, t.bookingId).where(sql`status in ('draft', 'sent')`),
    index('quotes_made_by').on(t.madeBy),
    oneOf('quotes', 'status', quoteStatuses),
    oneOf('quotes', 'end_reason', quoteEnds),
    check('quotes_number', sql`number between 1 and 10000`),
    check('quotes_given', sql`occasion_quote_id is null or (by_hand is null and status <> 'draft')`),
    check('quotes_in_time', sql`status <> 'accepted' or ended_at < valid_until`),
    bounded('quotes', 'by_hand', 500),
    bounded('quotes', 'change_asked', 2000),
    bounded('quotes', 'decline_reason', 1000),
    bounded('quotes', 'accepted_name', 120),
  ],
);

/** What was accepted as the file that both sides keep; written once. */
export const quotePapers = pgTable(
  'quote_papers',
  {
    quoteId: uuid('quote_id').primaryKey(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    /** Of the agreement that is printed on it. */
    agreementHash: text('agreement_hash').notNull(),
    pdf: bytea('pdf').notNull(),
    sha256: text('sha256').notNull(),
    keptAt: instant('kept_at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      name: 'quote_papers_quote',
      columns: [t.companyId, t.quoteId],
      foreignColumns: [quotes.companyId, quotes.id],
    }),
    index('quote_papers_company').on(t.companyId, t.quoteId),
    check(
      'quote_papers_pdf',
      sql`substring(pdf from 1 for 5) = '\\x255044462d' and octet_length(pdf) <= 5000000`,
    ),
    check('quote_papers_sha256', sql`sha256 = encode(sha256(pdf), 'hex')`),
  ],
);
