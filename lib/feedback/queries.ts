import 'server-only';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { bookingLines } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { cases } from '@/db/schema/cases';
import { feedback, feedbackDishes } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import { customers, users } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { betweenDays } from '@/lib/bookings/list-spans';
import { readCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { askStars, tellStars } from './figures';
import type { FeedbackFilter } from './list-filter';
import { talkKinds } from './message-kinds';

export const pageSize = 30;

type Stretch = { since: boolean; days: boolean };
type Shape = Stretch & {
  stars: boolean;
  recommend: boolean;
  source: boolean;
  way: Way;
  size: number;
  /** With all that was said, for a file. */
  file: boolean;
};

type More = Pick<
  typeof feedback.$inferSelect,
  'food' | 'service' | 'presentation' | 'timeliness' | 'wouldRecommend'
>;
const more = sql`jsonb_build_object('food', ${feedback.food}, 'service', ${feedback.service},
  'presentation', ${feedback.presentation}, 'timeliness', ${feedback.timeliness},
  'wouldRecommend', ${feedback.wouldRecommend})`;

/** So many days before the company's today; the bound is a sub-select, or under row rules it would not reach the index. */
const since = sql`${feedback.givenAt} >= (select day_begins((${sql.placeholder('now')}::timestamptz at time zone c.time_zone)::date
  - ${sql.placeholder('back')}::int, c.time_zone) from companies c)`;
const within = (shape: Stretch) =>
  shape.days ? betweenDays(feedback.givenAt) : shape.since ? since : undefined;

const pageQuery = preparedByShape((db, shape: Shape) => {
  const page = keyset(feedback.givenAt, feedback.id, {
    way: shape.way,
    order: 'descending',
    type: 'timestamptz',
  });
  return db
    .select({
      id: feedback.id,
      rating: feedback.rating,
      comments: sql<string | null>`left(${feedback.comments}, ${sql.raw(shape.file ? '100000' : '200')})`,
      more: sql<More | null>`${shape.file ? more : sql`null::jsonb`}`,
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
        within(shape),
        shape.stars ? eq(feedback.rating, sql.placeholder('stars')) : undefined,
        shape.recommend ? eq(feedback.wouldRecommend, sql.placeholder('recommend')) : undefined,
        shape.source ? eq(feedback.source, sql.placeholder('source')) : undefined,
        page.beyond,
      ),
    )
    .orderBy(...page.order)
    .limit(shape.size + 1);
});

/** The filter's two days, or its period where it names none. */
function stretchOf({ days, period }: FeedbackFilter, now: Date) {
  const shape: Stretch = { since: !days && period !== null, days: days !== undefined };
  return { shape, values: { now: now.toISOString(), back: (period ?? 1) - 1, ...days } };
}

const turnOf = (filter: FeedbackFilter) => readTurn(filter, readCursor);

/** One page of feedback, newest first, with how many there are of each star in the period. */
export function askFeedback(tx: Tx, filter: FeedbackFilter, now: Date) {
  return [...askFeedbackRows(tx, filter, now, pageSize), askStars(tx, filter, now)] as const;
}

/** One page of it alone. */
export function askFeedbackRows(tx: Tx, filter: FeedbackFilter, now: Date, size: number) {
  const { from, way } = turnOf(filter);
  const stretch = stretchOf(filter, now);
  const shape: Shape = {
    ...stretch.shape,
    stars: filter.stars !== undefined,
    recommend: filter.recommend !== undefined,
    source: filter.source !== undefined,
    way,
    size,
    file: size > pageSize,
  };
  const values = {
    ...stretch.values,
    stars: filter.stars,
    recommend: filter.recommend === 'yes',
    source: filter.source,
    ...cursorValues(from),
  };
  return [pageQuery(tx, shape, values)] as const;
}

export function tellFeedbackRows(
  [found]: Answers<ReturnType<typeof askFeedbackRows>>,
  filter: FeedbackFilter,
  size: number,
) {
  return turnPage(found, { size, way: turnOf(filter).way, cursorOf: writeCursor });
}

export function tellFeedback(
  [found, stars]: Answers<ReturnType<typeof askFeedback>>,
  filter: FeedbackFilter,
) {
  return {
    ...tellFeedbackRows([found], filter, pageSize),
    counts: tellStars(stars),
  };
}

/** The same for an actor, outside a screen. */
export async function listFeedback(actor: Actor, filter: FeedbackFilter, now: Date) {
  return tellFeedback(await readAs(actor, (tx) => askFeedback(tx, filter, now)), filter);
}
export type FeedbackList = Awaited<ReturnType<typeof listFeedback>>;
export type ListedFeedback = FeedbackList['rows'][number];

const isFeedbackTalk = () => inArray(messages.kind, ['inbound', ...talkKinds]);

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
    .select({
      // Of what was said of a whole package the line's name.
      name: sql<string>`coalesce((select d.name from dishes_of(null, null, ${bookingLines.choices}) d where d.item_id = ${feedbackDishes.itemId}), ${bookingLines.name})`,
      liked: feedbackDishes.liked,
      comment: feedbackDishes.comment,
    })
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
