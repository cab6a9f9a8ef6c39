import { and, asc, desc, eq, gte, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { cases } from '@/db/schema/cases';
import { feedback } from '@/db/schema/feedback';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import type { Status } from '@/lib/bookings/rules';
import { type Month, monthsUpTo } from './rules';

/** Bookings that count as business: agreed and not called off. */
const agreed = inArray(bookings.status, ['confirmed', 'in_progress', 'completed']);
const day = 24 * 3_600_000;

export type MonthFigures = { key: string; label: string; bookings: number; revenue: number };

export type Dashboard = {
  months: MonthFigures[];
  completed: { thisMonth: number; lastMonth: number };
  activeCustomers: number;
  open: { enquiry: number; quoted: number };
  satisfaction: { average: number | null; answers: number; positive: number; recommend: number | null };
  response: { completed: number; answered: number };
  ratings: { rating: number; count: number }[];
  upcoming: {
    id: string;
    reference: string;
    eventName: string;
    venue: string;
    guests: number;
    status: Status;
    startsAt: string;
    customer: string;
  }[];
  needsYou: {
    cases: { id: string; reference: string; summary: string; resolveBy: string; state: string }[];
    unread: number;
    enquiries: number;
    failedMessages: number;
  };
  latest: {
    id: string;
    bookingId: string;
    eventName: string;
    customer: string;
    rating: number | null;
    comments: string | null;
    givenAt: string;
  }[];
};

/**
 * Everything on the dashboard, read in one snapshot from the rows themselves, so that no two panels
 * disagree. Instants are ISO text, since the answer also goes to the browser. Months are the company's own; money in minor units; ratings of the last 30 days.
 */
export async function readDashboard(
  actor: Actor,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<Dashboard> {
  const months = monthsUpTo({ now, timeZone, count: 6 });
  const monthAgo = new Date(now.getTime() - 30 * day);
  const [
    monthRows,
    completedRows,
    openRows,
    active,
    satisfaction,
    response,
    ratings,
    upcoming,
    caseRows,
    waiting,
    latest,
  ] = await readAs(actor, (tx) => [
    selectMonths(tx, months, timeZone),
    selectCompleted(tx, months, timeZone),
    tx
      .select({ status: bookings.status, count: sql<number>`count(*)::int` })
      .from(bookings)
      .where(inArray(bookings.status, ['enquiry', 'quoted']))
      .groupBy(bookings.status),
    tx
      .select({ count: sql<number>`count(distinct ${bookings.customerId})::int` })
      .from(bookings)
      .where(and(agreed, gte(bookings.startsAt, new Date(now.getTime() - 365 * day)))),
    selectSatisfaction(tx, monthAgo),
    tx
      .select({
        completed: sql<number>`count(*)::int`,
        answered: sql<number>`count(${feedback.id})::int`,
      })
      .from(bookings)
      .leftJoin(
        feedback,
        and(eq(feedback.companyId, bookings.companyId), eq(feedback.bookingId, bookings.id)),
      )
      .where(and(eq(bookings.status, 'completed'), gte(bookings.completedAt, monthAgo))),
    tx
      .select({ rating: feedback.rating, count: sql<number>`count(*)::int` })
      .from(feedback)
      .where(gte(feedback.givenAt, new Date(now.getTime() - 365 * day)))
      .groupBy(feedback.rating),
    selectUpcoming(tx, now),
    tx
      .select({
        id: cases.id,
        reference: cases.reference,
        summary: cases.summary,
        resolveBy: cases.resolveBy,
        state: cases.state,
      })
      .from(cases)
      .where(inArray(cases.state, ['open', 'acknowledged']))
      .orderBy(asc(cases.resolveBy))
      .limit(5),
    selectWaiting(tx),
    selectLatest(tx),
  ]);
  const ended = new Map(completedRows.map((row) => [row.month, row.count]));
  const [lastMonth, thisMonth] = months.slice(-2);
  const byStatus = new Map(openRows.map((row) => [row.status, row.count]));
  const byRating = new Map(ratings.map((row) => [row.rating, row.count]));
  return {
    months: months.map(({ key, label }) => {
      const row = monthRows.find((candidate) => candidate.month === key);
      return { key, label, bookings: row?.count ?? 0, revenue: Number(row?.revenue ?? 0) };
    }),
    completed: {
      thisMonth: ended.get(thisMonth?.key ?? '') ?? 0,
      lastMonth: ended.get(lastMonth?.key ?? '') ?? 0,
    },
    activeCustomers: active[0]?.count ?? 0,
    open: { enquiry: byStatus.get('enquiry') ?? 0, quoted: byStatus.get('quoted') ?? 0 },
    satisfaction: {
      average: satisfaction[0]?.average == null ? null : Number(satisfaction[0].average),
      answers: satisfaction[0]?.answers ?? 0,
      positive: satisfaction[0]?.positive ?? 0,
      recommend: satisfaction[0]?.recommend == null ? null : Number(satisfaction[0].recommend),
    },
    response: { completed: response[0]?.completed ?? 0, answered: response[0]?.answered ?? 0 },
    ratings: [1, 2, 3, 4, 5].map((rating) => ({ rating, count: byRating.get(rating) ?? 0 })),
    upcoming: upcoming.map((row) => ({ ...row, startsAt: row.startsAt.toISOString() })),
    needsYou: {
      cases: caseRows.map((row) => ({ ...row, resolveBy: row.resolveBy.toISOString() })),
      unread: waiting[0]?.unread ?? 0,
      enquiries: byStatus.get('enquiry') ?? 0,
      failedMessages: waiting[0]?.failed ?? 0,
    },
    latest: latest.map((row) => ({ ...row, givenAt: row.givenAt.toISOString() })),
  };
}

const monthOf = (column: SQL | typeof bookings.startsAt | typeof bookings.completedAt, timeZone: string) =>
  sql<string>`to_char(${column} at time zone ${sql.raw(`'${timeZone.replace(/[^\w/+-]/g, '')}'`)}, 'YYYY-MM')`;

function selectMonths(tx: Tx, months: Month[], timeZone: string) {
  const month = monthOf(bookings.startsAt, timeZone);
  return tx
    .select({ month, count: sql<number>`count(*)::int`, revenue: sql<string>`sum(${bookings.total})` })
    .from(bookings)
    .where(and(agreed, within(bookings.startsAt, months)))
    .groupBy(month);
}

function selectCompleted(tx: Tx, months: Month[], timeZone: string) {
  const month = monthOf(bookings.completedAt, timeZone);
  return tx
    .select({ month, count: sql<number>`count(*)::int` })
    .from(bookings)
    .where(and(eq(bookings.status, 'completed'), within(bookings.completedAt, months)))
    .groupBy(month);
}

function within(
  column: typeof bookings.startsAt | typeof bookings.completedAt,
  months: Month[],
): SQL | undefined {
  const [first, last] = [months[0], months.at(-1)];
  return first && last ? and(gte(column, first.from), lt(column, last.until)) : undefined;
}

function selectSatisfaction(tx: Tx, since: Date) {
  return tx
    .select({
      average: sql<string | null>`avg(${feedback.rating})`,
      answers: sql<number>`count(${feedback.rating})::int`,
      positive: sql<number>`(count(*) filter (where ${feedback.rating} >= 4))::int`,
      recommend: sql<
        string | null
      >`avg(case when ${feedback.wouldRecommend} then 1 when not ${feedback.wouldRecommend} then 0 end)`,
    })
    .from(feedback)
    .where(gte(feedback.givenAt, since));
}

function selectUpcoming(tx: Tx, now: Date) {
  return tx
    .select({
      id: bookings.id,
      reference: bookings.reference,
      eventName: bookings.eventName,
      venue: bookings.venue,
      guests: bookings.guests,
      status: bookings.status,
      startsAt: bookings.startsAt,
      customer: customers.name,
    })
    .from(bookings)
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .where(
      and(
        ne(bookings.status, 'cancelled'),
        ne(bookings.status, 'completed'),
        gte(bookings.endsAt, now),
        lt(bookings.startsAt, new Date(now.getTime() + 7 * day)),
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(12);
}

function selectWaiting(tx: Tx) {
  return tx
    .select({
      unread: sql<number>`count(*) filter (where ${conversations.unread} > 0)::int`,
      failed: sql<number>`(select count(*)::int from ${messages} where ${messages.status} in ('failed', 'undelivered') and ${messages.createdAt} > now() - interval '7 days')`,
    })
    .from(conversations);
}

function selectLatest(tx: Tx) {
  return tx
    .select({
      id: feedback.id,
      bookingId: feedback.bookingId,
      eventName: bookings.eventName,
      customer: customers.name,
      rating: feedback.rating,
      comments: feedback.comments,
      givenAt: feedback.givenAt,
    })
    .from(feedback)
    .innerJoin(bookings, and(eq(bookings.companyId, feedback.companyId), eq(bookings.id, feedback.bookingId)))
    .innerJoin(
      customers,
      and(eq(customers.companyId, feedback.companyId), eq(customers.id, feedback.customerId)),
    )
    .orderBy(desc(feedback.givenAt))
    .limit(5);
}
