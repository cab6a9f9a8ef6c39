import 'server-only';
import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type Answers, prepared } from '@/db/prepared';
import { dishesServed } from '@/db/schema/booking-lines';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { customers } from '@/db/schema/people';
import type { Tx } from '@/db/session';
import { hashLink } from '../asking/link';
import { linkDays } from '../rules';
import { type PageView, viewOf } from './answer-by-page';
import { servedDishes } from './served-dishes';

/** Without the message of the request, which a client may not read. */
const headOf = (db: Tx, found: SQL | undefined) =>
  db
    .select({
      name: companies.name,
      locale: companies.locale,
      timeZone: companies.timeZone,
      recoveryBelow: companies.recoveryBelow,
      phone: companies.phone,
      email: companies.email,
      eventName: bookings.eventName,
      status: bookings.status,
      startsAt: bookings.startsAt,
      customer: customers.name,
      language: customers.language,
      request: {
        state: feedbackRequests.state,
        stage: feedbackRequests.stage,
        caseDueAt: feedbackRequests.caseDueAt,
      },
      given: getTableColumns(feedback),
      openCaseId: sql<string | null>`open_case_of(${bookings.id})`,
    })
    .from(bookings)
    .innerJoin(companies, eq(companies.id, bookings.companyId))
    .innerJoin(
      customers,
      and(eq(customers.companyId, bookings.companyId), eq(customers.id, bookings.customerId)),
    )
    .leftJoin(
      feedbackRequests,
      and(eq(feedbackRequests.companyId, bookings.companyId), eq(feedbackRequests.bookingId, bookings.id)),
    )
    .leftJoin(feedback, and(eq(feedback.companyId, bookings.companyId), eq(feedback.bookingId, bookings.id)))
    .where(found);

const link = sql`${feedbackRequests.linkHash} = ${sql.placeholder('link')}`;
const headByLink = prepared((db) =>
  headOf(db, and(link, sql`${feedbackRequests.createdAt} > ${sql.placeholder('since')}::timestamptz`)),
);
const dishesByLink = prepared((db) =>
  servedDishes(
    db,
    sql`${dishesServed.bookingId} = (select ${feedbackRequests.bookingId} from ${feedbackRequests} where ${link})`,
  ),
);
const headById = prepared((db) => headOf(db, eq(bookings.id, sql.placeholder('booking'))));
const dishesById = prepared((db) => servedDishes(db, eq(dishesServed.bookingId, sql.placeholder('booking'))));

/** What the page of a signed link shows; no row where it is unknown, withdrawn or too old. */
export function askByLink(tx: Tx, token: string, now: Date) {
  const since = new Date(now.getTime() - linkDays * 86_400_000).toISOString();
  const values = { link: hashLink(token), since };
  return [headByLink(tx, values), dishesByLink(tx, values)] as const;
}

/** The same about a booking, under the rights of who asks: a client's own. */
export const askAboutBooking = (tx: Tx, booking: string) =>
  [headById(tx, { booking }), dishesById(tx, { booking })] as const;

/** Whether it can be told how the event was, and the page that asks; undefined where there is no such event. */
export function tellPage(
  [[head], dishes]: Answers<ReturnType<typeof askAboutBooking>>,
  now: Date,
): { status: string; startsAt: Date; view: PageView } | undefined {
  if (!head) return undefined;
  const { given, openCaseId, customer, language, status, startsAt, eventName, ...company } = head;
  const view = viewOf(
    {
      company,
      booking: { eventName },
      customer: { name: customer, language },
      // A request that nobody has made yet stands at its beginning.
      request: head.request ?? { state: 'due', stage: 'rating', caseDueAt: null },
      feedback: given,
      openCaseId,
      dishes,
    },
    now,
  );
  return { status, startsAt, view };
}
