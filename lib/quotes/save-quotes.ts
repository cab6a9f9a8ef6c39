import 'server-only';
import { createHash } from 'node:crypto';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { customers } from '@/db/schema/people';
import { quotes } from '@/db/schema/quotes';
import type { Tx } from '@/db/session';
import { notFound } from '@/lib/platform/errors';
import { type Acceptance, agreementOf, type QuoteDocument } from './document-rules';

export type QuoteRow = Omit<typeof quotes.$inferSelect, 'document'> & { document: QuoteDocument };
type QuoteChange = Partial<Omit<typeof quotes.$inferInsert, 'id' | 'companyId' | 'bookingId' | 'document'>>;

/** A row as rules know it: what is kept as JSON was written by `drawUp`. */
export const quoteOf = (row: typeof quotes.$inferSelect): QuoteRow => ({
  ...row,
  document: row.document as QuoteDocument,
});

/** One quote of the company. Its booking is to be locked first. Throws not_found. */
export async function loadQuote(tx: Tx, id: string): Promise<QuoteRow> {
  const [row] = await tx.select().from(quotes).where(eq(quotes.id, id));
  if (!row) throw notFound('quote');
  return quoteOf(row);
}

/** The live quote of a locked booking, and the number of its newest. */
export async function loadStanding(tx: Tx, bookingId: string) {
  const [newest] = await tx
    .select({ number: quotes.number })
    .from(quotes)
    .where(eq(quotes.bookingId, bookingId))
    .orderBy(desc(quotes.number))
    .limit(1);
  const [live] = await tx
    .select({ id: quotes.id })
    .from(quotes)
    .where(and(eq(quotes.bookingId, bookingId), inArray(quotes.status, ['draft', 'sent'])));
  return { last: newest?.number ?? 0, live: live?.id };
}

/** Writes a quote, with the rights of the automation. */
export async function insertQuote(
  tx: Tx,
  quote: Omit<typeof quotes.$inferInsert, 'document'> & { document: QuoteDocument },
): Promise<void> {
  await tx.insert(quotes).values(quote);
}

/** Notes what became of one; the database says which ways there are. With the rights of the automation. */
export async function changeQuote(tx: Tx, id: string, set: QuoteChange): Promise<void> {
  await tx.update(quotes).set(set).where(eq(quotes.id, id));
}

export const seenWith = ({ seenAt }: { seenAt: Date | null }, at: Date) =>
  seenAt === null ? { seenAt: at } : {};

/** Keeps for good that a quote was accepted: what was agreed as one text, and its fingerprint. */
export async function keepAcceptance(tx: Tx, quote: QuoteRow, acceptance: Acceptance): Promise<void> {
  const { name, at } = acceptance;
  const agreement = agreementOf(quote.document, acceptance);
  await changeQuote(tx, quote.id, {
    ...{ status: 'accepted', endedAt: at, acceptedName: name, agreement },
    agreementHash: createHash('sha256').update(agreement).digest('hex'),
    ...seenWith(quote, at),
  });
}

/** What a quote says of its company and its customer. */
export async function loadParties(tx: Tx, bookingId: string) {
  const [found] = await tx
    .select({
      company: {
        name: companies.name,
        address: companies.address,
        phone: companies.phone,
        email: companies.email,
        days: companies.quoteDays,
        accepting: companies.quoteAccepting,
        terms: companies.quoteTerms,
        termsVersion: companies.quoteTermsVersion,
      },
      customer: {
        name: customers.name,
        phone: customers.phone,
        email: customers.email,
        language: customers.language,
        erased: sql<boolean>`${customers.anonymisedAt} is not null`,
      },
    })
    .from(bookings)
    .innerJoin(companies, eq(companies.id, bookings.companyId))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(eq(bookings.id, bookingId));
  if (!found) throw notFound('booking');
  return found;
}
