import 'server-only';
import { and, desc, eq } from 'drizzle-orm';
import { type Answers, prepared, preparedText } from '@/db/prepared';
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

type Upcoming = Omit<Dashboard['upcoming'][number], 'startsAt'> & { startsAt: string };
const open = `('enquiry', 'quoted', 'confirmed', 'in_progress')`;
const shownAhead = 12;
/**
 * The next events of a week, those that are on now among them. None lasts longer than a day; those are looked up by their status,
 * since most of what began today and yesterday is over.
 */
const upcomingQuery = preparedText<Upcoming>(
  `select b.id, b.reference, b.event_name as "eventName", b.venue, b.guests, b.dietary is not null as "needsDiets", b.status,
    to_json(b.starts_at) #>> '{}' as "startsAt", c.name as customer
  from ((select b.id, b.starts_at from bookings b where b.status in ${open} and b.starts_at > $1::timestamptz - interval '24 hours'
        and b.starts_at <= $1::timestamptz and b.ends_at >= $1::timestamptz order by b.starts_at, b.id limit ${shownAhead})
      union all (select b.id, b.starts_at from bookings b where b.status in ${open} and b.starts_at > $1::timestamptz
        and b.starts_at < $2::timestamptz order by b.starts_at, b.id limit ${shownAhead})) n
    join bookings b on b.id = n.id join customers c on c.company_id = b.company_id and c.id = b.customer_id
  order by b.starts_at, b.id limit ${shownAhead}`,
  ['now', 'week'],
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
    upcoming: upcoming.map(({ startsAt, ...event }) => ({ ...event, startsAt: new Date(startsAt) })),
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
