import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { linkWays } from '../enums';
import { choice, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { invoices, receipts } from './money';
import { occasions } from './occasions';
import { customers, users } from './people';
import { occasionQuotes, quotes } from './quotes';

/** A link to a paper that a customer was given; its token is sealed from its id, and a link that is revoked shows nothing. */
export const paperLinks = pgTable(
  'paper_links',
  {
    id: id(),
    companyId: uuid('company_id')
      .notNull()
      .references(() => companies.id),
    /** What it shows: one of the six; a customer stands for their statement, an occasion for what its parts come to. */
    invoiceId: uuid('invoice_id'),
    receiptId: uuid('receipt_id'),
    customerId: uuid('customer_id'),
    quoteId: uuid('quote_id'),
    occasionQuoteId: uuid('occasion_quote_id'),
    occasionId: uuid('occasion_id'),
    /** How it was given; `earlier`: before links were kept, so that its id is the paper's. */
    way: choice('way', linkWays).notNull(),
    madeBy: uuid('made_by').references(() => users.id),
    madeAt: instant('made_at').notNull().defaultNow(),
    openedAt: instant('opened_at'),
    opens: integer('opens').notNull().default(0),
    revokedAt: instant('revoked_at'),
    /** By trigger. */
    revokedBy: uuid('revoked_by').references(() => users.id),
  },
  (t) => [
    unique('paper_links_company_id').on(t.companyId, t.id),
    uniqueIndex('paper_links_live')
      .on(
        t.companyId,
        sql`coalesce(invoice_id, receipt_id, customer_id, quote_id, occasion_quote_id, occasion_id)`,
        t.way,
      )
      .where(sql`revoked_at is null`),
    index('paper_links_invoice').on(t.companyId, t.invoiceId).where(sql`invoice_id is not null`),
    index('paper_links_receipt').on(t.companyId, t.receiptId).where(sql`receipt_id is not null`),
    index('paper_links_customer').on(t.companyId, t.customerId).where(sql`customer_id is not null`),
    index('paper_links_quote').on(t.companyId, t.quoteId).where(sql`quote_id is not null`),
    index('paper_links_occasion_quote')
      .on(t.companyId, t.occasionQuoteId)
      .where(sql`occasion_quote_id is not null`),
    index('paper_links_occasion').on(t.companyId, t.occasionId).where(sql`occasion_id is not null`),
    index('paper_links_made_by').on(t.madeBy),
    index('paper_links_revoked_by').on(t.revokedBy),
    foreignKey({ columns: [t.companyId, t.invoiceId], foreignColumns: [invoices.companyId, invoices.id] }),
    foreignKey({ columns: [t.companyId, t.receiptId], foreignColumns: [receipts.companyId, receipts.id] }),
    foreignKey({ columns: [t.companyId, t.customerId], foreignColumns: [customers.companyId, customers.id] }),
    foreignKey({ columns: [t.companyId, t.quoteId], foreignColumns: [quotes.companyId, quotes.id] }),
    foreignKey({
      columns: [t.companyId, t.occasionQuoteId],
      foreignColumns: [occasionQuotes.companyId, occasionQuotes.id],
    }),
    foreignKey({
      columns: [t.companyId, t.occasionId],
      foreignColumns: [occasions.companyId, occasions.id],
    }).onDelete('cascade'),
    oneOf('paper_links', 'way', linkWays),
    check('paper_links_opens', sql`opens >= 0`),
    check(
      'paper_links_of_one',
      sql`num_nonnulls(invoice_id, receipt_id, customer_id, quote_id, occasion_quote_id, occasion_id) = 1`,
    ),
  ],
);
