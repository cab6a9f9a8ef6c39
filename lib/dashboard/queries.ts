import 'server-only';
import { and, asc, desc, eq, gt, gte, lt, sql } from 'drizzle-orm';
import { type Answers, knownLimit, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { feedback } from '@/db/schema/feedback';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import type { Status } from '@/lib/bookings/rules';
import { type Estimate, meanOf, shareOf } from '@/lib/stats/estimate-rules';
import { askStatuses } from '@/lib/stats/queries';
import { askAnswers, askMonths, askRatings, askSoFar, askStanding } from './figures';
import { askWaitingCases, askWaitingMessages } from './needs-you';
import { monthsUpTo } from './rules';

const day = 24 * 3_600_000;

/** `revenue`: for those who may know of the company's money. */
export type MonthFigures = { key: string; label: string; bookings: number; revenue?: number };
type SoFar = { now: number; before: number };

export type Dashboard = {
  months: MonthFigures[];
  /** This month up to now, beside the same days of last month. */
  soFar: Record<'bookings' | 'completed', SoFar> & { revenue?: SoFar };
  /** Today, beside the same day of last month. */
  standing: Record<'activeCustomers' | 'open', SoFar>;
  /** Of the last 30 days. */
  lately: Record<'satisfaction' | 'recommend' | 'response', Estimate>;
  ratings: { rating: number; count: number }[];
  upcoming: {
    id: string;
    reference: string;
    eventName: string;
    venue: string;
    guests: number;
    needsDiets: boolean;
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

const upcomingQuery = prepared((db) =>
  db
    .select({
      id: bookings.id,
      reference: bookings.reference,
      eventName: bookings.eventName,
      venue: bookings.venue,
      guests: bookings.guests,
      needsDiets: sql<boolean>`${bookings.dietary} is not null`,
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
        // As its index says it: values of their own wouldn't be known to be the same.
        sql`${bookings.status} not in ('cancelled', 'completed')`,
        gte(bookings.endsAt, since('now')),
        // None lasts longer than a day: what the index can use.
        gt(bookings.startsAt, sql`${since('now')} - interval '24 hours'`),
        lt(bookings.startsAt, since('week')),
      ),
    )
    .orderBy(asc(bookings.startsAt))
    .limit(knownLimit(12)),
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
    .limit(knownLimit(5)),
);

const shown = 6;

/** Everything on the dashboard as it is at `now`. */
export function askDashboard(tx: Tx, now: Date) {
  const at = (days: number) => new Date(now.getTime() + days * day).toISOString();
  const moment = { now: at(0) };
  return [
    askMonths(tx, { ...moment, months: shown }),
    askSoFar(tx, moment),
    askStatuses(tx),
    askStanding(tx, moment),
    askRatings(tx, moment),
    askAnswers(tx, moment),
    upcomingQuery(tx, { now: at(0), week: at(7) }),
    latestQuery(tx),
    askWaitingCases(tx),
    askWaitingMessages(tx),
  ] as const;
}

/**
 * The dashboard's panels from one snapshot, so that no two disagree. Months and days are the company's own; money in
 * minor units; satisfaction and answers of the last 30 days, today with them.
 */
export function tellDashboard(
  [months, [soFar], statuses, [standing], scores, [answers], upcoming, latest, caseRows, [waiting]]: Answers<
    ReturnType<typeof askDashboard>
  >,
  { now, timeZone, money }: { now: Date; timeZone: string; money: boolean },
): Dashboard {
  const ofMonth = new Map(months.map((row) => [row.month, row]));
  const byStatus = new Map(statuses.map((row) => [row.status, row.n]));
  const byScore = new Map(scores.map((row) => [row.score, row]));
  const ratings = [1, 2, 3, 4, 5].map((rating) => ({
    rating,
    count: byScore.get(String(rating))?.year ?? 0,
    lately: byScore.get(String(rating))?.month ?? 0,
  }));
  const { yes = 0, no = 0, completed = 0, answered = 0 } = answers ?? {};
  return {
    months: monthsUpTo({ now, timeZone, count: shown }).map(({ key, label }) => ({
      key,
      label,
      bookings: ofMonth.get(key)?.bookings ?? 0,
      ...(money && { revenue: Number(ofMonth.get(key)?.revenue ?? 0) }),
    })),
    soFar: {
      bookings: { now: soFar?.bookings ?? 0, before: soFar?.bookings_before ?? 0 },
      ...(money && {
        revenue: { now: Number(soFar?.revenue ?? 0), before: Number(soFar?.revenue_before ?? 0) },
      }),
      completed: { now: soFar?.completed ?? 0, before: soFar?.completed_before ?? 0 },
    },
    standing: {
      activeCustomers: { now: standing?.active ?? 0, before: standing?.active_before ?? 0 },
      open: { now: standing?.open ?? 0, before: standing?.open_before ?? 0 },
    },
    lately: {
      satisfaction: meanOf(ratings.map(({ rating, lately }) => ({ score: rating, n: lately }))),
      recommend: shareOf(yes, yes + no),
      response: shareOf(answered, completed),
    },
    ratings: ratings.map(({ rating, count }) => ({ rating, count })),
    upcoming,
    latest,
    needsYou: {
      cases: caseRows.map(({ of: _, ...row }) => row),
      moreCases: (caseRows[0]?.of ?? 0) - caseRows.length,
      unread: waiting?.unread ?? 0,
      enquiries: byStatus.get('enquiry') ?? 0,
      failedMessages: waiting?.failed ?? 0,
    },
  };
}
