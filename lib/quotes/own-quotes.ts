import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { quotes } from '@/db/schema/quotes';
import type { Tx } from '@/db/session';
import { standingOf } from './rules';

/** So many a client sees in one list; older ones are with their events. */
const most = 100;

const ownQuery = (ofBooking: boolean) =>
  prepared((db) =>
    db
      .select({
        id: quotes.id,
        bookingId: quotes.bookingId,
        reference: sql<string>`${quotes.document} ->> 'reference'`,
        status: quotes.status,
        endReason: quotes.endReason,
        total: quotes.total,
        validUntil: quotes.validUntil,
        endedAt: quotes.endedAt,
        event: { name: bookings.eventName, startsAt: bookings.startsAt },
      })
      .from(quotes)
      .innerJoin(bookings, and(eq(bookings.companyId, quotes.companyId), eq(bookings.id, quotes.bookingId)))
      .where(ofBooking ? eq(quotes.bookingId, sql.placeholder('id')) : undefined)
      .orderBy(
        sql`${quotes.status} = 'sent' and ${quotes.validUntil} > ${sql.placeholder('now')}::timestamptz desc`,
        desc(quotes.sentAt),
        desc(quotes.id),
      )
      .limit(most),
  );
const all = ownQuery(false);
const ofOne = ownQuery(true);

/** A client's quotes, those that wait for their answer first; which rows are theirs says the database. */
export const askOwnQuotes = (tx: Tx, now: Date) => all(tx, { now: now.toISOString() });

/** Those of one event of theirs. */
export const askQuotesOfMine = (tx: Tx, id: string, now: Date) => ofOne(tx, { id, now: now.toISOString() });

export function tellOwnQuotes(rows: Answers<readonly [ReturnType<typeof askOwnQuotes>]>[0], now: Date) {
  return rows.map(({ status, ...quote }) => {
    const { id, validUntil, endReason } = quote;
    const path = `/my/quotes/${id}`;
    return {
      ...quote,
      standing: standingOf({ status, validUntil, endReason }, now),
      href: path,
      pdf: `${path}?file=1`,
    };
  });
}

export type OwnQuote = ReturnType<typeof tellOwnQuotes>[number];
