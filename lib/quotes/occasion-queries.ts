import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { customers, users } from '@/db/schema/people';
import { occasionQuotes, quotes } from '@/db/schema/quotes';
import { quoteAddress } from './link';
import { standingOf } from './rules';

/** So many offers of one occasion are listed, each of up to twenty parts. */
const most = 20;

/** The quotes that an occasion was offered with as a whole, part by part, the newest offer first. */
export const askOffers = prepared((db) =>
  db
    .select({
      offer: occasionQuotes,
      madeBy: users.name,
      quote: {
        ...{ status: quotes.status, endReason: quotes.endReason, validUntil: quotes.validUntil },
        ...{ total: quotes.total, seenAt: quotes.seenAt, endedAt: quotes.endedAt },
        ...{ changeAsked: quotes.changeAsked, changeAskedAt: quotes.changeAskedAt },
        ...{ declineReason: quotes.declineReason, acceptedName: quotes.acceptedName },
      },
      event: bookings.eventName,
      linkId: sql<
        string | null
      >`(select l.id from paper_links l where l.company_id = ${occasionQuotes.companyId}
        and l.occasion_quote_id = ${occasionQuotes.id} and l.revoked_at is null and l.way <> 'portal'
        order by l.way = 'link' desc, l.made_at desc limit 1)`,
    })
    .from(occasionQuotes)
    .innerJoin(
      quotes,
      and(eq(quotes.companyId, occasionQuotes.companyId), eq(quotes.occasionQuoteId, occasionQuotes.id)),
    )
    .innerJoin(bookings, and(eq(bookings.companyId, quotes.companyId), eq(bookings.id, quotes.bookingId)))
    .leftJoin(users, eq(users.id, occasionQuotes.madeBy))
    .where(eq(occasionQuotes.occasionId, sql.placeholder('id')))
    .orderBy(desc(occasionQuotes.madeAt), desc(occasionQuotes.id), bookings.startsAt, bookings.id)
    .limit(most * 20),
);

type Rows = Answers<readonly [ReturnType<typeof askOffers>]>[0];

/** What the office sees of them. */
export function tellOffers(rows: Rows, now: Date) {
  const ids = [...new Set(rows.map(({ offer }) => offer.id))].slice(0, most);
  return ids.flatMap((id) => {
    const parts = rows.filter(({ offer }) => offer.id === id);
    const [lead] = parts;
    if (!lead) return [];
    const { offer, madeBy, linkId, quote } = lead;
    // What ended one part is why the others ended.
    const { endReason } = (
      parts.find((part) => part.quote.endReason && part.quote.endReason !== 'part') ?? lead
    ).quote;
    return {
      ...{ id, reference: offer.reference, madeAt: offer.madeAt, madeBy },
      ...quote,
      ...{ endReason, standing: standingOf(quote, now) },
      total: parts.reduce((sum, part) => sum + part.quote.total, 0),
      events: parts.map(({ event }) => event),
      link: linkId ? quoteAddress({ companyId: offer.companyId, id: linkId }) : null,
    };
  });
}

export type ToldOffer = ReturnType<typeof tellOffers>[number];

/** What of an occasion's parts and customer a quote for it needs. */
export const askQuotable = prepared((db) =>
  db
    .select({
      ...{ id: bookings.id, version: bookings.version, startsAt: bookings.startsAt },
      ...{ status: bookings.status, total: bookings.total, deposit: bookings.deposit },
      ...{ eventName: bookings.eventName, reference: bookings.reference },
      menuLines: sql<number>`(select count(*)::int from booking_lines l where l.company_id = ${bookings.companyId}
        and l.booking_id = ${bookings.id} and l.kind = 'menu')`,
      customer: { name: customers.name, phone: customers.phone, email: customers.email },
    })
    .from(bookings)
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(eq(bookings.occasionId, sql.placeholder('id')))
    .orderBy(bookings.startsAt, bookings.id),
);
