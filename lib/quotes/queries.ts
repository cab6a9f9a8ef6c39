import 'server-only';
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { customers, users } from '@/db/schema/people';
import { occasionQuotes, quotes } from '@/db/schema/quotes';
import type { Tx } from '@/db/session';
import type { QuoteDocument } from './document-rules';
import { quoteAddress } from './link';
import { type OccasionQuoteView, occasionViewOf, optionsOfPart } from './occasion-view';
import { type QuoteView, sinceOf, viewOf } from './quote-view';
import { standingOf } from './rules';
import { quoteOf } from './save-quotes';

/** The link that shows a quote and still holds, the one to hand over before others. */
const liveLink = sql<string | null>`(select l.id from paper_links l
  where l.company_id = ${quotes.companyId} and coalesce(l.quote_id, l.occasion_quote_id) = coalesce(${quotes.occasionQuoteId}, ${quotes.id})
    and l.revoked_at is null and l.way <> 'portal'
  order by l.way = 'link' desc, l.made_at desc limit 1)`;
const ofOffer = and(
  eq(occasionQuotes.companyId, quotes.companyId),
  eq(occasionQuotes.id, quotes.occasionQuoteId),
);

/** The quotes of one booking, newest first. */
export const askQuotes = prepared((db) =>
  db
    .select({ quote: quotes, madeBy: users.name, linkId: liveLink, offer: occasionQuotes.reference })
    .from(quotes)
    .leftJoin(users, eq(users.id, quotes.madeBy))
    .leftJoin(occasionQuotes, ofOffer)
    .where(eq(quotes.bookingId, sql.placeholder('id')))
    .orderBy(desc(quotes.number))
    .limit(50),
);

/** What the office sees of them. */
export function tellQuotes(rows: Answers<readonly [ReturnType<typeof askQuotes>]>[0], now: Date) {
  return rows.map(({ quote, madeBy, linkId, offer }) => {
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
      /** Of the whole occasion, which this is a part of. */
      offer,
      link: linkId && standing !== 'draft' ? quoteAddress({ companyId, id: linkId }) : null,
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
        offer: { reference: occasionQuotes.reference, name: occasionQuotes.name },
      })
      .from(quotes)
      .leftJoin(occasionQuotes, ofOffer)
      .innerJoin(bookings, and(eq(bookings.companyId, quotes.companyId), eq(bookings.id, quotes.bookingId)))
      .innerJoin(companies, eq(companies.id, quotes.companyId))
      .innerJoin(
        customers,
        and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
      )
      .where(which)
      .orderBy(bookings.startsAt, bookings.id),
  );
const byId = oneWhere(eq(quotes.id, sql.placeholder('id')));
// Links of a customer who was erased show nothing.
const known = sql`${customers.anonymisedAt} is null`;
const byLink = oneWhere(sql`${quotes.id} = ${sql.placeholder('id')} and ${known}`);
const partsOf = oneWhere(sql`${quotes.occasionQuoteId} = ${sql.placeholder('id')} and ${known}`);

/** One quote by its own id, for the office. */
export const askQuote = (tx: Tx, id: string) => [byId(tx, { id })] as const;

/** The quote that a link shows; no row where its customer was erased. */
export const askByLink = (tx: Tx, id: string) => [byLink(tx, { id })] as const;

/** The quotes that one of a whole occasion is made of, in the order of their time; the same holds of them. */
export const askParts = (tx: Tx, occasionQuoteId: string) => [partsOf(tx, { id: occasionQuoteId })] as const;

export function tellByLink(
  [[found]]: Answers<ReturnType<typeof askByLink>>,
  { ticked, now }: { ticked?: readonly string[]; now: Date },
): QuoteView | undefined {
  return found && tellOne(found, { ticked, now });
}

type Found = Answers<ReturnType<typeof askByLink>>[0][number];

function tellOne(
  { quote, accepting, offer: _, ...around }: Found,
  { ticked, now }: { ticked?: readonly string[]; now: Date },
): QuoteView | undefined {
  return viewOf(quoteOf(quote), { ...around, waits: accepting === 'deposit', ticked }, now);
}

export function tellParts(
  [rows]: Answers<ReturnType<typeof askParts>>,
  { ticked = [], now }: { ticked?: readonly string[] | undefined; now: Date },
): OccasionQuoteView | undefined {
  const [first] = rows;
  if (!first?.offer) return undefined;
  return occasionViewOf(
    first.offer,
    rows.flatMap((row) => tellOne(row, { ticked: optionsOfPart(ticked, row.quote.id), now }) ?? []),
  );
}
