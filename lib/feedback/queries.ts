import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { bookingLines, bookings } from '@/db/schema/bookings';
import { cases } from '@/db/schema/cases';
import { feedback, feedbackDishes, feedbackRequests } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import { customers, users } from '@/db/schema/people';
import { type Actor, readAs } from '@/db/session';
import { selectEvents } from './asking/select-events';
import { readPlace, writePlace } from './place';
import type { Source } from './rules';

export const pageSize = 30;
const DAY = 86_400_000;

export type Period = 30 | 90 | 365 | null;
export type FeedbackFilter = {
  stars?: number;
  recommend?: 'yes' | 'no';
  source?: Source;
  /** Days back from now; null for all. */
  period: Period;
  /** Place after which the page begins. */
  after?: string;
  before?: string;
};

const sinceOf = (period: Period, now: Date): SQL | undefined =>
  period === null ? undefined : gte(feedback.givenAt, new Date(now.getTime() - period * DAY));

/** One page of feedback, newest first, with how many there are of each star in the period. */
export async function listFeedback(actor: Actor, filter: FeedbackFilter, now: Date) {
  const since = sinceOf(filter.period, now);
  const backwards = readPlace(filter.before);
  const from = backwards ?? readPlace(filter.after);
  const beyond = sql.raw(backwards ? '>' : '<');
  const order = backwards
    ? [asc(feedback.givenAt), asc(feedback.id)]
    : [desc(feedback.givenAt), desc(feedback.id)];
  const matching = and(
    eq(feedback.companyId, companyOf(actor)),
    since,
    filter.stars ? eq(feedback.rating, filter.stars) : undefined,
    filter.recommend ? eq(feedback.wouldRecommend, filter.recommend === 'yes') : undefined,
    filter.source ? eq(feedback.source, filter.source) : undefined,
    from
      ? sql`(${feedback.givenAt}, ${feedback.id}) ${beyond} (${from.at.toISOString()}::timestamptz, ${from.id}::uuid)`
      : undefined,
  );
  const [found, stars] = await readAs(actor, (tx) => [
    tx
      .select({
        id: feedback.id,
        rating: feedback.rating,
        wouldRecommend: feedback.wouldRecommend,
        comments: sql<string | null>`left(${feedback.comments}, 200)`,
        needsHuman: feedback.needsHuman,
        source: feedback.source,
        at: feedback.givenAt,
        event: bookings.eventName,
        customer: customers.name,
        caseState: sql<
          string | null
        >`(select c.state from ${cases} c where c.company_id = ${feedback.companyId}
          and c.booking_id = ${feedback.bookingId} order by c.created_at desc limit 1)`,
      })
      .from(feedback)
      .innerJoin(
        bookings,
        and(eq(bookings.companyId, feedback.companyId), eq(bookings.id, feedback.bookingId)),
      )
      .innerJoin(
        customers,
        and(eq(customers.companyId, feedback.companyId), eq(customers.id, feedback.customerId)),
      )
      .where(matching)
      .orderBy(...order)
      .limit(pageSize + 1),
    tx
      .select({ stars: feedback.rating, n: sql<number>`count(*)::int` })
      .from(feedback)
      .where(and(eq(feedback.companyId, companyOf(actor)), since))
      .groupBy(feedback.rating),
  ]);
  const more = found.length > pageSize;
  const rows = backwards ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize);
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    next: (backwards || more) && last ? writePlace(last) : undefined,
    previous: (backwards ? more : Boolean(from)) && first ? writePlace(first) : undefined,
    counts: Object.fromEntries(stars.map((row) => [row.stars ?? 0, row.n])) as Record<number, number>,
  };
}
export type FeedbackList = Awaited<ReturnType<typeof listFeedback>>;
export type ListedFeedback = FeedbackList['rows'][number];

/** Figures of a period: how many answered of those asked, and what they said. Averages are null without data. */
export async function readFigures(actor: Actor, period: Period, now: Date) {
  const company = companyOf(actor);
  const since = period === null ? null : new Date(now.getTime() - period * DAY);
  const mean = (column: AnyPgColumn) => sql<number | null>`avg(${column})::float8`;
  const [[said], [asked]] = await readAs(actor, (tx) => [
    tx
      .select({
        n: sql<number>`count(*)::int`,
        rated: sql<number>`count(${feedback.rating})::int`,
        average: mean(feedback.rating),
        food: mean(feedback.food),
        service: mean(feedback.service),
        presentation: mean(feedback.presentation),
        timeliness: mean(feedback.timeliness),
        aspects: sql<number>`count(coalesce(${feedback.food}, ${feedback.service}, ${feedback.presentation}, ${feedback.timeliness}))::int`,
        recommend: sql<number>`(count(*) filter (where ${feedback.wouldRecommend}))::int`,
        asked: sql<number>`count(${feedback.wouldRecommend})::int`,
      })
      .from(feedback)
      .where(and(eq(feedback.companyId, company), since ? gte(feedback.givenAt, since) : undefined)),
    tx
      .select({
        sent: sql<number>`count(${feedbackRequests.askedAt})::int`,
        answered: sql<number>`(count(*) filter (where ${feedbackRequests.askedAt} is not null and ${feedbackRequests.answeredAt} is not null))::int`,
      })
      .from(feedbackRequests)
      .where(
        and(
          eq(feedbackRequests.companyId, company),
          since ? gte(feedbackRequests.askedAt, since) : undefined,
        ),
      ),
  ]);
  if (!said || !asked) throw new Error('A count without a row');
  return { ...said, ...asked, asked: said.asked };
}
export type FeedbackFigures = Awaited<ReturnType<typeof readFigures>>;

/** One feedback with the words it was read from, or undefined: unknown and other people's are the same. */
export async function readFeedback(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const company = companyOf(actor);
  const [heads, dishes, said, opened] = await readAs(actor, (tx) => {
    const bookingOf = sql`(select f.booking_id from ${feedback} f where f.company_id = ${company} and f.id = ${id})`;
    return [
      tx
        .select({
          feedback,
          booking: {
            id: bookings.id,
            reference: bookings.reference,
            eventName: bookings.eventName,
            startsAt: bookings.startsAt,
          },
          customer: { id: customers.id, name: customers.name },
          correctedBy: users.name,
        })
        .from(feedback)
        .innerJoin(
          bookings,
          and(eq(bookings.companyId, feedback.companyId), eq(bookings.id, feedback.bookingId)),
        )
        .innerJoin(
          customers,
          and(eq(customers.companyId, feedback.companyId), eq(customers.id, feedback.customerId)),
        )
        .leftJoin(users, eq(users.id, feedback.correctedBy))
        .where(and(eq(feedback.companyId, company), eq(feedback.id, id))),
      tx
        .select({ name: bookingLines.name, liked: feedbackDishes.liked, comment: feedbackDishes.comment })
        .from(feedbackDishes)
        .innerJoin(
          bookingLines,
          and(
            eq(bookingLines.companyId, feedbackDishes.companyId),
            eq(bookingLines.id, feedbackDishes.lineId),
          ),
        )
        .where(and(eq(feedbackDishes.companyId, company), eq(feedbackDishes.feedbackId, id))),
      tx
        .select({
          id: messages.id,
          direction: messages.direction,
          kind: messages.kind,
          body: messages.body,
          status: messages.status,
          conversationId: messages.conversationId,
          buttonPayload: messages.buttonPayload,
          buttonText: messages.buttonText,
          reading: messages.reading,
          at: messages.createdAt,
        })
        .from(messages)
        .where(and(eq(messages.companyId, company), eq(messages.bookingId, bookingOf), isFeedbackTalk()))
        .orderBy(asc(messages.createdAt), asc(messages.id))
        .limit(100),
      tx
        .select({ id: cases.id, reference: cases.reference, state: cases.state })
        .from(cases)
        .where(and(eq(cases.companyId, company), eq(cases.bookingId, bookingOf)))
        .orderBy(desc(cases.createdAt)),
    ];
  });
  const [head] = heads;
  return head && { ...head, dishes, said, cases: opened };
}
export type FeedbackDetail = NonNullable<Awaited<ReturnType<typeof readFeedback>>>;

const TALK = [
  'feedback_request',
  'feedback_reminder',
  'feedback_question',
  'thank_you',
  'recovery',
  'recovery_reask',
] as const;
const isFeedbackTalk = () => or(eq(messages.direction, 'inbound'), inArray(messages.kind, [...TALK]));

/** Completed bookings without an answer: who was asked, who wasn't and why. Newest first, at most 100. */
export async function listUnanswered(actor: Actor) {
  const company = companyOf(actor);
  const [rows] = await readAs(actor, (tx) => [
    selectEvents(tx, {
      bookingId: bookings.id,
      event: bookings.eventName,
      customer: customers.name,
      completedAt: bookings.completedAt,
      requestId: feedbackRequests.id,
      state: feedbackRequests.state,
      reason: feedbackRequests.reason,
      dueAt: feedbackRequests.dueAt,
      askedAt: feedbackRequests.askedAt,
      remindedAt: feedbackRequests.remindedAt,
    })
      .where(
        and(
          eq(bookings.companyId, company),
          eq(bookings.status, 'completed'),
          isNotNull(bookings.completedAt),
          isNull(feedback.id),
        ),
      )
      .orderBy(desc(bookings.startsAt), desc(bookings.id))
      .limit(100),
  ]);
  return rows;
}
export type Unanswered = Awaited<ReturnType<typeof listUnanswered>>[number];

/** A mark that changes whenever one of the newest feedbacks, requests or cases of the company does. */
export async function readFeedbackMark(actor: Actor): Promise<string> {
  const company = companyOf(actor);
  const newest = (table: typeof feedback | typeof feedbackRequests | typeof cases) =>
    sql`(select count(*) || '.' || coalesce(sum(version), 0) || '.' || coalesce(max(id::text), '') from
      (select id, version from ${table} where company_id = ${company} order by id desc limit 200) as newest)`;
  const [[row]] = await readAs(actor, (tx) => [
    tx.execute<{ mark: string }>(
      sql`select ${newest(feedback)} || '-' || ${newest(feedbackRequests)} || '-' || ${newest(cases)} as mark`,
    ),
  ]);
  return row?.mark ?? '';
}

function companyOf(actor: Actor): string {
  if (!('companyId' in actor)) throw new Error('Feedback belongs to a company');
  return actor.companyId;
}
