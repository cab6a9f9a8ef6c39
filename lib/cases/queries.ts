import 'server-only';
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Answers, prepared } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { caseEvents, cases, vouchers } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { feedback } from '@/db/schema/feedback';
import { customers, memberships, users } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { rolesWith } from '@/lib/auth/permissions';
import { viewConversation } from '@/lib/messaging/conversations/conversation-view';
import { conversationQuestions, tellConversation } from '@/lib/messaging/conversations/queries';
import { deadlineOf } from './rules';
import { happeningsOf, type RecoveryAnswer, secondAnswerOf } from './story';

const caseId = sql.placeholder('id');

const headQuery = prepared((db) =>
  db
    .select({
      case: cases,
      booking: {
        id: bookings.id,
        reference: bookings.reference,
        eventName: bookings.eventName,
        startsAt: bookings.startsAt,
        guests: bookings.guests,
        total: bookings.total,
      },
      customer: { id: customers.id, name: customers.name, phone: customers.phone, email: customers.email },
      feedback: {
        id: feedback.id,
        rating: feedback.rating,
        food: feedback.food,
        service: feedback.service,
        presentation: feedback.presentation,
        timeliness: feedback.timeliness,
        wouldRecommend: feedback.wouldRecommend,
        comments: feedback.comments,
        givenAt: feedback.givenAt,
      },
      owner: { name: users.name },
      company: { remedyLimit: companies.remedyLimit },
    })
    .from(cases)
    .innerJoin(bookings, and(eq(bookings.companyId, cases.companyId), eq(bookings.id, cases.bookingId)))
    .innerJoin(customers, and(eq(customers.companyId, cases.companyId), eq(customers.id, cases.customerId)))
    .innerJoin(companies, eq(companies.id, cases.companyId))
    .leftJoin(feedback, and(eq(feedback.companyId, cases.companyId), eq(feedback.id, cases.feedbackId)))
    .leftJoin(users, eq(users.id, cases.ownerId))
    .where(eq(cases.id, caseId)),
);

const eventsQuery = prepared((db) =>
  db
    .select({
      id: caseEvents.id,
      kind: caseEvents.kind,
      note: caseEvents.note,
      amount: caseEvents.amount,
      data: caseEvents.data,
      by: users.name,
      at: caseEvents.createdAt,
    })
    .from(caseEvents)
    .leftJoin(users, eq(users.id, caseEvents.userId))
    .where(eq(caseEvents.caseId, caseId))
    .orderBy(desc(caseEvents.createdAt), desc(caseEvents.id)),
);

const peopleQuery = prepared((db) =>
  db
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(cases, and(eq(cases.companyId, memberships.companyId), eq(cases.id, caseId)))
    .where(and(inArray(memberships.role, rolesWith('cases.work')), isNull(users.disabledAt)))
    .orderBy(asc(users.name)),
);

const vouchersQuery = prepared((db) =>
  db
    .select({
      code: vouchers.code,
      rate: vouchers.rate,
      state: vouchers.state,
      expiresAt: vouchers.expiresAt,
    })
    .from(vouchers)
    .where(eq(vouchers.caseId, caseId))
    .orderBy(asc(vouchers.createdAt)),
);

/** Where this customer writes: the conversation that they used last. */
const askTalk = conversationQuestions(
  sql`(select t.id from conversations t join cases k on k.company_id = t.company_id and k.customer_id = t.customer_id
    where k.id = ${caseId}::uuid order by t.last_inbound_at desc nulls last, t.last_message_at desc, t.id limit 1)`,
);

export function askCase(tx: Tx, id: string) {
  const values = { id };
  return [
    headQuery(tx, values),
    eventsQuery(tx, values),
    peopleQuery(tx, values),
    vouchersQuery(tx, values),
    ...askTalk(tx, values),
  ] as const;
}

/** One case with everything a person needs to put it right; undefined where there is none of theirs. */
export function tellCase(
  [[head], events, people, given, ...talked]: Answers<ReturnType<typeof askCase>>,
  now: Date,
) {
  if (!head) return undefined;
  const { case: row, owner, company, booking, customer } = head;
  const talk = tellConversation(talked);
  const answer: RecoveryAnswer | null = secondAnswerOf(row.recoveredRating, events);
  return {
    case: {
      id: row.id,
      reference: row.reference,
      state: row.state,
      reason: row.reason,
      summary: row.summary,
      resolution: row.resolution,
      ownerId: row.ownerId,
      reaskedAt: row.reaskedAt,
      /** The end of the clock that runs, null where none does. */
      deadlineAt: deadlineOf(row),
    },
    booking,
    customer,
    feedback: head.feedback,
    /** What the customer said when they were asked once more. */
    answer,
    owner: owner?.name ?? null,
    remedyLimit: company.remedyLimit,
    people,
    vouchers: given,
    talk: talk ? viewConversation(talk, now) : null,
    happenings: happeningsOf(events, talk?.messages ?? [], row.createdAt),
  };
}

/** The same for an actor, outside a screen. */
export async function readCase(actor: Actor, id: string, now: Date) {
  if (!z.uuid().safeParse(id).success) return undefined;
  return tellCase(await readAs(actor, (tx) => askCase(tx, id)), now);
}

export type CaseDetail = NonNullable<ReturnType<typeof tellCase>>;
