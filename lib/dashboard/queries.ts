import 'server-only';
import { and, asc, desc, eq, gte, inArray, lt, ne, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { feedback } from '@/db/schema/feedback';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import type { Status } from '@/lib/bookings/rules';
import { askWaitingCases, askWaitingMessages } from './needs-you';
import { monthsUpTo } from './rules';
import { askSoFar } from './so-far';

/** Bookings that count as business: agreed and not called off. */
const agreed = inArray(bookings.status, ['confirmed', 'in_progress', 'completed']);
const day = 24 * 3_600_000;

export type MonthFigures = { key: string; label: string; bookings: number; revenue: number };

export type Dashboard = {
  months: MonthFigures[];
  completed: number;
  /** This month up to now, beside the same days of last month. */
  soFar: Record<'bookings' | 'revenue' | 'completed', { now: number; before: number }>;
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
    startsAt: Date;
    customer: string;
  }[];
  needsYou: {
    /** The gravest first, and how many more there are. */
    cases: { id: string; reference: string; summary: string; dueAt: Date; safety: boolean }[];
    moreCases: number;
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
    givenAt: Date;
  }[];
};

const since = (name: string) => sql`${sql.placeholder(name)}::timestamptz`;

/** Months by the company's clock: "2026-11". */
const monthOf = (column: typeof bookings.startsAt | typeof bookings.completedAt) =>
  sql<string>`to_char(${column} at time zone (select c.time_zone from companies c where c.id = ${bookings.companyId}), 'YYYY-MM')`;

const monthsQuery = prepared((db) =>
  db
    .select({
      month: monthOf(bookings.startsAt).as('month'),
      count: sql<number>`count(*)::int`,
      revenue: sql<string>`sum(${bookings.total})`,
    })
    .from(bookings)
    .where(and(agreed, gte(bookings.startsAt, since('first')), lt(bookings.startsAt, since('last'))))
    .groupBy(sql`month`),
);

const completedQuery = prepared((db) =>
  db
    .select({ month: monthOf(bookings.completedAt).as('month'), count: sql<number>`count(*)::int` })
    .from(bookings)
    .where(
      and(
        eq(bookings.status, 'completed'),
        gte(bookings.completedAt, since('first')),
        lt(bookings.completedAt, since('last')),
      ),
    )
    .groupBy(sql`month`),
);

const openQuery = prepared((db) =>
  db
    .select({ status: bookings.status, count: sql<number>`count(*)::int` })
    .from(bookings)
    .where(inArray(bookings.status, ['enquiry', 'quoted']))
    .groupBy(bookings.status),
);

const activeQuery = prepared((db) =>
  db
    .select({ count: sql<number>`count(distinct ${bookings.customerId})::int` })
    .from(bookings)
    .where(and(agreed, gte(bookings.startsAt, since('year')))),
);

const satisfactionQuery = prepared((db) =>
  db
    .select({
      average: sql<string | null>`avg(${feedback.rating})`,
      answers: sql<number>`count(${feedback.rating})::int`,
      positive: sql<number>`(count(*) filter (where ${feedback.rating} >= 4))::int`,
      recommend: sql<
        string | null
      >`avg(case when ${feedback.wouldRecommend} then 1 when not ${feedback.wouldRecommend} then 0 end)`,
    })
    .from(feedback)
    .where(gte(feedback.givenAt, since('month'))),
);

const responseQuery = prepared((db) =>
  db
    .select({
      completed: sql<number>`count(*)::int`,
      answered: sql<number>`count(${feedback.id})::int`,
    })
    .from(bookings)
    .leftJoin(feedback, and(eq(feedback.companyId, bookings.companyId), eq(feedback.bookingId, bookings.id)))
    .where(and(eq(bookings.status, 'completed'), gte(bookings.completedAt, since('month')))),
);

const ratingsQuery = prepared((db) =>
  db
    .select({ rating: feedback.rating, count: sql<number>`count(*)::int` })
    .from(feedback)
    .where(gte(feedback.givenAt, since('year')))
    .groupBy(feedback.rating),
);

const upcomingQuery = prepared((db) =>
  db
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
        gte(bookings.endsAt, since('now')),
        lt(bookings.startsAt, since('week')),
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(12),
);

const latestQuery = prepared((db) =>
  db
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
    .limit(5),
);

const shown = 6;

/**
 * Everything on the dashboard, from the rows themselves. The months' queries reach a month further on both sides
 * than is shown: which months those are is the company's clock's to say, and `tellDashboard` picks them.
 */
export function askDashboard(tx: Tx, now: Date) {
  const at = (days: number) => new Date(now.getTime() + days * day).toISOString();
  const months = { first: at(-31 * (shown + 1)), last: at(62) };
  const month = { month: at(-30) };
  const year = { year: at(-365) };
  return [
    monthsQuery(tx, months),
    completedQuery(tx, months),
    openQuery(tx),
    activeQuery(tx, year),
    satisfactionQuery(tx, month),
    responseQuery(tx, month),
    ratingsQuery(tx, year),
    upcomingQuery(tx, { now: at(0), week: at(7) }),
    askWaitingCases(tx),
    askWaitingMessages(tx),
    latestQuery(tx),
    askSoFar(tx, { now: at(0) }),
  ] as const;
}

/**
 * The dashboard's panels from one snapshot, so that no two disagree. Months are the company's own; money in minor
 * units; ratings of the last 30 days.
 */
export function tellDashboard(
  [
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
    [soFar],
  ]: Answers<ReturnType<typeof askDashboard>>,
  { now, timeZone }: { now: Date; timeZone: string },
): Dashboard {
  const months = monthsUpTo({ now, timeZone, count: shown });
  const ended = new Map(completedRows.map((row) => [row.month, row.count]));
  const byStatus = new Map(openRows.map((row) => [row.status, row.count]));
  const byRating = new Map(ratings.map((row) => [row.rating, row.count]));
  return {
    months: months.map(({ key, label }) => {
      const row = monthRows.find((candidate) => candidate.month === key);
      return { key, label, bookings: row?.count ?? 0, revenue: Number(row?.revenue ?? 0) };
    }),
    completed: ended.get(months.at(-1)?.key ?? '') ?? 0,
    soFar: {
      bookings: { now: soFar?.bookings ?? 0, before: soFar?.bookings_before ?? 0 },
      revenue: { now: Number(soFar?.revenue ?? 0), before: Number(soFar?.revenue_before ?? 0) },
      completed: { now: soFar?.completed ?? 0, before: soFar?.completed_before ?? 0 },
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
    upcoming,
    needsYou: {
      cases: caseRows.map(({ of: _, ...row }) => row),
      moreCases: (caseRows[0]?.of ?? 0) - caseRows.length,
      unread: waiting[0]?.unread ?? 0,
      enquiries: byStatus.get('enquiry') ?? 0,
      failedMessages: waiting[0]?.failed ?? 0,
    },
    latest,
  };
}
