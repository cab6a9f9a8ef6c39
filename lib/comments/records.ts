import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { cases } from '@/db/schema/cases';
import { feedback } from '@/db/schema/feedback';
import { invoices, receipts } from '@/db/schema/money';
import { customers } from '@/db/schema/people';
import { quotes } from '@/db/schema/quotes';
import type { Tx } from '@/db/session';
import type { RecordAt } from './schema';

/** Which of a comment's columns holds the record. */
export const columnOf = {
  booking: 'bookingId',
  customer: 'customerId',
  feedback: 'feedbackId',
  case: 'caseId',
  invoice: 'invoiceId',
  quote: 'quoteId',
  receipt: 'receiptId',
} as const;

type Named = {
  bookingId: string | null;
  customerId: string | null;
  caseId: string | null;
  reference: string | null;
};

const unnamed: Named = { bookingId: null, customerId: null, caseId: null, reference: null };

/** What a record is called by, with the caller's rights; undefined where they can see none of that id. */
export async function findRecord(tx: Tx, { kind, id }: RecordAt): Promise<Named | undefined> {
  switch (kind) {
    case 'booking': {
      const [row] = await tx.select({ bookingId: bookings.id }).from(bookings).where(eq(bookings.id, id));
      return row && { ...unnamed, ...row };
    }
    case 'customer': {
      const [row] = await tx.select({ customerId: customers.id }).from(customers).where(eq(customers.id, id));
      return row && { ...unnamed, ...row };
    }
    case 'feedback': {
      const [row] = await tx
        .select({ bookingId: feedback.bookingId })
        .from(feedback)
        .where(eq(feedback.id, id));
      return row && { ...unnamed, ...row };
    }
    case 'case': {
      const [row] = await tx.select({ caseId: cases.id }).from(cases).where(eq(cases.id, id));
      return row && { ...unnamed, ...row };
    }
    case 'invoice': {
      const [row] = await tx
        .select({ reference: invoices.reference })
        .from(invoices)
        .where(eq(invoices.id, id));
      return row && { ...unnamed, ...row };
    }
    case 'quote': {
      const [row] = await tx
        .select({ reference: sql<string>`${quotes.document} ->> 'reference'` })
        .from(quotes)
        .where(eq(quotes.id, id));
      return row && { ...unnamed, ...row };
    }
    case 'receipt': {
      const [row] = await tx
        .select({ reference: receipts.reference })
        .from(receipts)
        .where(eq(receipts.id, id));
      return row && { ...unnamed, ...row };
    }
  }
}
