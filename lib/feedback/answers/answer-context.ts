import 'server-only';
import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { dishesServed } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { cases } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { ensureRequest } from '../asking/save-requests';
import { selectEvents } from '../asking/select-events';
import type { Dish } from '../conversation/questions';
import type { DishOpinion, Values } from '../conversation/turn';
import type { BookingRef } from '../events';
import { dueAt } from '../rules';
import { servedDishes } from './served-dishes';

/** Everything an answer about one booking is decided from. */
export type AnswerContext = {
  companyId: string;
  company: {
    name: string;
    locale: string;
    timeZone: string;
    recoveryBelow: number;
    caseClock: number;
    thankYouDiscount: number;
    phone: string | null;
    email: string | null;
  };
  booking: { id: string; eventName: string; status: string; startsAt: Date };
  customer: { id: string; name: string; language: string };
  request: typeof feedbackRequests.$inferSelect;
  feedback: typeof feedback.$inferSelect | null;
  openCaseId: string | null;
  dishes: Dish[];
};

type Owned = typeof feedbackRequests | typeof feedback | typeof cases | typeof dishesServed;

/** Makes answers of one customer wait for each other until the transaction ends. */
export async function lockAnswers(tx: Tx, customerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`feedback:${customerId}`}, 0))`);
}

/** What of it a page shows; a request that nobody has made yet stands at its beginning. */
export type ShownContext = Pick<AnswerContext, 'feedback' | 'openCaseId' | 'dishes'> & {
  company: Pick<
    AnswerContext['company'],
    'name' | 'locale' | 'timeZone' | 'recoveryBelow' | 'phone' | 'email'
  >;
  booking: Pick<AnswerContext['booking'], 'eventName'>;
  customer: Pick<AnswerContext['customer'], 'name' | 'language'>;
  request: Pick<AnswerContext['request'], 'state' | 'stage' | 'caseDueAt'>;
};

/** A booking's context under the lock, with its request made where nobody had asked; none before completion. */
export async function loadAnswerContext(tx: Tx, ref: BookingRef): Promise<AnswerContext | undefined> {
  const head = await readHead(tx, ref);
  if (!head) return undefined;
  await lockAnswers(tx, head.customerId);
  if (head.status === 'completed')
    await ensureRequest(tx, {
      ...ref,
      customerId: head.customerId,
      dueAt: dueAt({ booking: head, delay: head.delay }),
    });
  const { request, ...answers } = await lockRecords(tx, ref);
  return request && { ...contextOf(ref, head), ...answers, request };
}

type Head = NonNullable<Awaited<ReturnType<typeof readHead>>>;

async function readHead(tx: Tx, { companyId, bookingId }: BookingRef) {
  const [row] = await selectEvents(tx, {
    name: companies.name,
    locale: companies.locale,
    timeZone: companies.timeZone,
    recoveryBelow: companies.recoveryBelow,
    caseClock: companies.caseClock,
    thankYouDiscount: companies.thankYouDiscount,
    phone: companies.phone,
    email: companies.email,
    eventName: bookings.eventName,
    status: bookings.status,
    startsAt: bookings.startsAt,
    endsAt: bookings.endsAt,
    completedAt: bookings.completedAt,
    delay: companies.feedbackDelay,
    customerId: customers.id,
    customerName: customers.name,
    language: customers.language,
  }).where(and(eq(bookings.companyId, companyId), eq(bookings.id, bookingId)));
  return row;
}

function contextOf({ companyId, bookingId }: BookingRef, head: Head) {
  return {
    companyId,
    company: head,
    booking: { id: bookingId, eventName: head.eventName, status: head.status, startsAt: head.startsAt },
    customer: { id: head.customerId, name: head.customerName, language: head.language },
  };
}

async function lockRecords(tx: Tx, { companyId, bookingId }: BookingRef) {
  const own = (table: Owned) => and(eq(table.companyId, companyId), eq(table.bookingId, bookingId));
  const [[request], [given], [openCase], dishes] = await Promise.all([
    tx.select().from(feedbackRequests).where(own(feedbackRequests)).for('update'),
    tx.select().from(feedback).where(own(feedback)).for('update'),
    tx
      .select({ id: cases.id })
      .from(cases)
      .where(and(own(cases), ne(cases.state, 'closed')))
      .orderBy(desc(cases.createdAt)),
    servedDishes(tx, own(dishesServed)),
  ]);
  return { request, feedback: given ?? null, openCaseId: openCase?.id ?? null, dishes };
}

/** The stored record as the rules see it. */
export function valuesOf(row: typeof feedback.$inferSelect | null): Values | null {
  if (!row) return null;
  const { rating, food, service, presentation, timeliness } = row;
  const { wouldRecommend, sentiment, needsHuman, language, comments } = row;
  return {
    rating,
    food,
    service,
    presentation,
    timeliness,
    wouldRecommend,
    sentiment,
    needsHuman,
    language,
    comments,
  };
}

/** The dishes with what was just said of them; of two opinions on one dish the later counts. */
export function withOpinions(dishes: Dish[], opinions: DishOpinion[]): Dish[] {
  const said = new Map(opinions.map(({ dish, liked }) => [dish, liked]));
  return dishes.map((dish) => ({ ...dish, liked: said.get(dish.id) ?? dish.liked }));
}
