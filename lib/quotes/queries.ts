import 'server-only';
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { customers, users } from '@/db/schema/people';
import { quotes } from '@/db/schema/quotes';
import type { Tx } from '@/db/session';
import { hashToken } from '@/lib/platform/link-tokens';
import type { QuoteDocument } from './document-rules';
import { quoteAddress } from './link';
import { standingOf } from './rules';
import { quoteOf } from './save-quotes';
import { type QuoteView, sinceOf, viewOf } from './view';

/** The quotes of one booking, newest first. */
export const askQuotes = prepared((db) =>
  db
    .select({ quote: quotes, madeBy: users.name })
    .from(quotes)
    .leftJoin(users, eq(users.id, quotes.madeBy))
    .where(eq(quotes.bookingId, sql.placeholder('id')))
    .orderBy(desc(quotes.number))
    .limit(50),
);

/** What the office sees of them. */
export function tellQuotes(rows: Answers<readonly [ReturnType<typeof askQuotes>]>[0], now: Date) {
  return rows.map(({ quote, madeBy }) => {
    const { id, companyId, number, total, validUntil, byHand, madeAt, sentAt, seenAt } = quote;
    const { changeAsked, changeAskedAt, endedAt, endReason, declineReason, acceptedName, agreementHash } =
      quote;
    const standing = standingOf(quote, now);
    return {
      ...{
        id,
        number,
        total,
        validUntil,
        byHand,
        madeBy,
        madeAt,
        sentAt,
        seenAt,
        changeAsked,
        changeAskedAt,
      },
      ...{ endedAt, endReason, declineReason, acceptedName, agreementHash, standing },
      reference: quoteOf(quote).document.reference,
      since: sinceOf(givenBefore(quote, rows), quoteOf(quote).document),
      link: byHand === null && standing !== 'draft' ? quoteAddress({ companyId, id }) : null,
    };
  });
}

type Row = typeof quotes.$inferSelect;

/** The quote that its customer was given before this one, of those of the booking, newest first. */
function givenBefore({ number, basis }: Row, rows: readonly { quote: Row }[]) {
  const before = rows.find(
    ({ quote }) =>
      quote.number < number && quote.sentAt !== null && quote.basis.customer_id === basis.customer_id,
  );
  return before && quoteOf(before.quote);
}

export type ToldQuote = ReturnType<typeof tellQuotes>[number];

/** The company's terms of quotes. */
export const askQuoteTerms = prepared((db) =>
  db.select({ days: companies.quoteDays, terms: companies.quoteTerms }).from(companies),
);

/** The quote that the same customer was given before. */
const beforeQuery = sql<{ number: number; document: QuoteDocument } | null>`(
  select jsonb_build_object('number', p.number, 'document', p.document) from quotes p
  where p.company_id = ${quotes.companyId} and p.booking_id = ${quotes.bookingId} and p.number < ${quotes.number}
    and p.sent_at is not null and p.basis ->> 'customer_id' = ${quotes.basis} ->> 'customer_id'
  order by p.number desc limit 1)`;

const oneWhere = (which: SQL) =>
  prepared((db) =>
    db
      .select({
        quote: quotes,
        booking: bookings.status,
        accepting: companies.quoteAccepting,
        language: customers.language,
        before: beforeQuery,
      })
      .from(quotes)
      .innerJoin(bookings, and(eq(bookings.companyId, quotes.companyId), eq(bookings.id, quotes.bookingId)))
      .innerJoin(companies, eq(companies.id, quotes.companyId))
      .innerJoin(
        customers,
        and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
      )
      .where(which),
  );
const byId = oneWhere(eq(quotes.id, sql.placeholder('id')));
// Links of a customer who was erased show nothing.
const byLink = oneWhere(
  sql`${quotes.linkHash} = ${sql.placeholder('link')} and ${customers.anonymisedAt} is null`,
);

/** One quote by its own id, for the office. */
export const askQuote = (tx: Tx, id: string) => [byId(tx, { id })] as const;

/** The quote of a link; no row where it is unknown. */
export const askByLink = (tx: Tx, token: string) => [byLink(tx, { link: hashToken(token) })] as const;

export function tellByLink(
  [[found]]: Answers<ReturnType<typeof askByLink>>,
  { ticked, now }: { ticked?: readonly string[]; now: Date },
): QuoteView | undefined {
  if (!found) return undefined;
  const { quote, accepting, ...around } = found;
  return viewOf(quoteOf(quote), { ...around, waits: accepting === 'deposit', ticked }, now);
}
