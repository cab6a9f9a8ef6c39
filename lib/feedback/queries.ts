import 'server-only';
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { bookingLines, bookings } from '@/db/schema/bookings';
import { cases } from '@/db/schema/cases';
import { feedback, feedbackDishes, feedbackRequests } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import { customers, users } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { readPlace, writePlace } from '@/lib/platform/cursor';
import { selectEvents } from './asking/select-events';
import type { FeedbackFilter, Period } from './list-filter';
import { talkKinds } from './message-kinds';

export const pageSize = 30;
const day = 86_400_000;

type Shape = {
  since: boolean;
  stars: boolean;
  recommend: boolean;
  source: boolean;
  from: 'after' | 'before' | null;
};

const since = sql`${feedback.givenAt} >= ${sql.placeholder('since')}::timestamptz`;

const pageQuery = preparedByShape((db, shape: Shape) =>
  db
    .select({
      id: feedback.id,
      rating: feedback.rating,
      comments: sql<string | null>`left(${feedback.comments}, 200)`,
      needsHuman: feedback.needsHuman,
      source: feedback.source,
      at: feedback.givenAt,
      event: bookings.eventName,
      customer: customers.name,
      caseState: sql<string | null>`(select c.state from ${cases} c where c.company_id = ${feedback.companyId}
        and c.booking_id = ${feedback.bookingId} order by c.created_at desc limit 1)`,
    })
    .from(feedback)
    .innerJoin(bookings, and(eq(bookings.companyId, feedback.companyId), eq(bookings.id, feedback.bookingId)))
    .innerJoin(
      customers,
      and(eq(customers.companyId, feedback.companyId), eq(customers.id, feedback.customerId)),
    )
    .where(
      and(
        shape.since ? since : undefined,
        shape.stars ? eq(feedback.rating, sql.placeholder('stars')) : undefined,
        shape.recommend ? eq(feedback.wouldRecommend, sql.placeholder('recommend')) : undefined,
        shape.source ? eq(feedback.source, sql.placeholder('source')) : undefined,
        shape.from
          ? sql`(${feedback.givenAt}, ${feedback.id}) ${sql.raw(shape.from === 'before' ? '>' : '<')} (${sql.placeholder('at')}::timestamptz, ${sql.placeholder('id')}::uuid)`
          : undefined,
      ),
    )
    .orderBy(
      ...(shape.from === 'before'
        ? [asc(feedback.givenAt), asc(feedback.id)]
        : [desc(feedback.givenAt), desc(feedback.id)]),
    )
    .limit(pageSize + 1),
);

const starsQuery = preparedByShape((db, shape: Pick<Shape, 'since'>) =>
  db
    .select({ stars: feedback.rating, n: sql<number>`count(*)::int` })
    .from(feedback)
    .where(shape.since ? since : undefined)
    .groupBy(feedback.rating),
);

const sinceOf = (period: Period, now: Date) =>
  period === null ? undefined : new Date(now.getTime() - period * day).toISOString();

/** One page of feedback, newest first, with how many there are of each star in the period. */
export function askFeedback(tx: Tx, filter: FeedbackFilter, now: Date) {
  const [before, after] = [readPlace(filter.before), readPlace(filter.after)];
  const from = before ?? after;
  const begin = sinceOf(filter.period, now);
  const shape: Shape = {
    since: begin !== undefined,
    stars: filter.stars !== undefined,
    recommend: filter.recommend !== undefined,
    source: filter.source !== undefined,
    from: before ? 'before' : after ? 'after' : null,
  };
  const values = {
    since: begin,
    stars: filter.stars,
    recommend: filter.recommend === 'yes',
    source: filter.source,
    at: from?.at.toISOString(),
    id: from?.id,
  };
  return [pageQuery(tx, shape, values), starsQuery(tx, { since: shape.since }, { since: begin })] as const;
}

export function tellFeedback(
  [found, stars]: Answers<ReturnType<typeof askFeedback>>,
  filter: FeedbackFilter,
) {
  const backwards = readPlace(filter.before) !== undefined;
  const more = found.length > pageSize;
  const rows = backwards ? found.slice(0, pageSize).reverse() : found.slice(0, pageSize);
  const [first, last] = [rows.at(0), rows.at(-1)];
  const began = backwards ? more : readPlace(filter.after) !== undefined;
  return {
    rows,
    next: (backwards || more) && last ? writePlace(last) : undefined,
    previous: began && first ? writePlace(first) : undefined,
    counts: Object.fromEntries(stars.map((row) => [row.stars ?? 0, row.n])) as Record<number, number>,
  };
}

/** The same for an actor, outside a screen. */
export async function listFeedback(actor: Actor, filter: FeedbackFilter, now: Date) {
  return tellFeedback(await readAs(actor, (tx) => askFeedback(tx, filter, now)), filter);
}
export type FeedbackList = Awaited<ReturnType<typeof listFeedback>>;
export type ListedFeedback = FeedbackList['rows'][number];

const mean = (column: AnyPgColumn) => sql<number | null>`avg(${column})::float8`;

const saidQuery = preparedByShape((db, shape: Pick<Shape, 'since'>) =>
  db
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
    .where(shape.since ? since : undefined),
);

const requestsQuery = preparedByShape((db, shape: Pick<Shape, 'since'>) =>
  db
    .select({
      sent: sql<number>`count(${feedbackRequests.askedAt})::int`,
      answered: sql<number>`(count(*) filter (where ${feedbackRequests.askedAt} is not null and ${feedbackRequests.answeredAt} is not null))::int`,
    })
    .from(feedbackRequests)
    .where(
      shape.since ? sql`${feedbackRequests.askedAt} >= ${sql.placeholder('since')}::timestamptz` : undefined,
    ),
);

/** Figures of a period: how many answered of those asked, and what they said. Averages are null without data. */
export function askFigures(tx: Tx, period: Period, now: Date) {
  const begin = sinceOf(period, now);
  const shape = { since: begin !== undefined };
  return [saidQuery(tx, shape, { since: begin }), requestsQuery(tx, shape, { since: begin })] as const;
}

export function tellFigures([[said], [asked]]: Answers<ReturnType<typeof askFigures>>) {
  if (!said || !asked) throw new Error('A count without a row');
  return { ...said, ...asked, asked: said.asked };
}

/** The same for an actor, outside a screen. */
export async function readFigures(actor: Actor, period: Period, now: Date) {
  return tellFigures(await readAs(actor, (tx) => askFigures(tx, period, now)));
}
export type FeedbackFigures = ReturnType<typeof tellFigures>;

const isFeedbackTalk = () => or(eq(messages.direction, 'inbound'), inArray(messages.kind, talkKinds));

const feedbackId = sql.placeholder('id');
const bookingOf = sql`(select f.booking_id from feedback f where f.id = ${feedbackId}::uuid)`;

const headQuery = prepared((db) =>
  db
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
    .innerJoin(bookings, and(eq(bookings.companyId, feedback.companyId), eq(bookings.id, feedback.bookingId)))
    .innerJoin(
      customers,
      and(eq(customers.companyId, feedback.companyId), eq(customers.id, feedback.customerId)),
    )
    .leftJoin(users, eq(users.id, feedback.correctedBy))
    .where(eq(feedback.id, feedbackId)),
);

const dishesQuery = prepared((db) =>
  db
    .select({ name: bookingLines.name, liked: feedbackDishes.liked, comment: feedbackDishes.comment })
    .from(feedbackDishes)
    .innerJoin(
      bookingLines,
      and(eq(bookingLines.companyId, feedbackDishes.companyId), eq(bookingLines.id, feedbackDishes.lineId)),
    )
    .where(eq(feedbackDishes.feedbackId, feedbackId)),
);

const talkQuery = prepared((db) =>
  db
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
    .where(and(eq(messages.bookingId, bookingOf), isFeedbackTalk()))
    .orderBy(asc(messages.createdAt), asc(messages.id))
    .limit(100),
);

const casesQuery = prepared((db) =>
  db
    .select({ id: cases.id, reference: cases.reference, state: cases.state })
    .from(cases)
    .where(eq(cases.bookingId, bookingOf))
    .orderBy(desc(cases.createdAt)),
);

/** One feedback with the words it was read from. */
export function askOneFeedback(tx: Tx, id: string) {
  return [
    headQuery(tx, { id }),
    dishesQuery(tx, { id }),
    talkQuery(tx, { id }),
    casesQuery(tx, { id }),
  ] as const;
}

export function tellOneFeedback([[head], dishes, said, opened]: Answers<ReturnType<typeof askOneFeedback>>) {
  return head && { ...head, dishes, said, cases: opened };
}

/** The same for an actor, outside a screen; undefined: unknown and other people's are the same. */
export async function readFeedback(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  return tellOneFeedback(await readAs(actor, (tx) => askOneFeedback(tx, id)));
}
export type FeedbackDetail = NonNullable<Awaited<ReturnType<typeof readFeedback>>>;

/** Completed bookings without an answer: who was asked, who wasn't and why. Newest first, at most 100. */
export const askUnanswered = (tx: Tx) =>
  [
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
      linkHash: feedbackRequests.linkHash,
      madeAt: feedbackRequests.createdAt,
    })
      .where(and(eq(bookings.status, 'completed'), isNotNull(bookings.completedAt), isNull(feedback.id)))
      .orderBy(desc(bookings.startsAt), desc(bookings.id))
      .limit(100),
  ] as const;

/** The same for an actor, outside a screen. */
export async function listUnanswered(actor: Actor) {
  const [rows] = await readAs(actor, askUnanswered);
  return rows;
}
export type Unanswered = Awaited<ReturnType<typeof listUnanswered>>[number];
