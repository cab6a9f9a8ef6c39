import 'server-only';
import { and, asc, desc, eq, gte, isNull, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { caseEvents, cases } from '@/db/schema/cases';
import { companies } from '@/db/schema/companies';
import { feedback } from '@/db/schema/feedback';
import { conversations, messages } from '@/db/schema/messaging';
import { customers, memberships, users } from '@/db/schema/people';
import { type Actor, readAs } from '@/db/session';

const day = 86_400_000;
/** Closed cases stay on the board for this long. */
const boardDays = 14;

/** The cases of the board: all that are not closed and those closed lately, the most urgent first. */
export async function readBoard(actor: Actor, now: Date) {
  const company = companyOf(actor);
  const lately = new Date(now.getTime() - boardDays * day);
  const [rows] = await readAs(actor, (tx) => [
    tx
      .select({
        id: cases.id,
        reference: cases.reference,
        state: cases.state,
        reason: cases.reason,
        summary: cases.summary,
        acknowledgeBy: cases.acknowledgeBy,
        resolveBy: cases.resolveBy,
        escalations: cases.escalations,
        reaskedAt: cases.reaskedAt,
        recoveredRating: cases.recoveredRating,
        createdAt: cases.createdAt,
        owner: users.name,
        ownerId: cases.ownerId,
        customer: customers.name,
        event: bookings.eventName,
        rating: feedback.rating,
      })
      .from(cases)
      .innerJoin(customers, and(eq(customers.companyId, cases.companyId), eq(customers.id, cases.customerId)))
      .innerJoin(bookings, and(eq(bookings.companyId, cases.companyId), eq(bookings.id, cases.bookingId)))
      .leftJoin(feedback, and(eq(feedback.companyId, cases.companyId), eq(feedback.id, cases.feedbackId)))
      .leftJoin(users, eq(users.id, cases.ownerId))
      .where(and(eq(cases.companyId, company), or(ne(cases.state, 'closed'), gte(cases.closedAt, lately))))
      .orderBy(
        sql`case ${cases.state} when 'open' then ${cases.acknowledgeBy} else ${cases.resolveBy} end`,
        asc(cases.id),
      )
      .limit(200),
  ]);
  return rows;
}
export type BoardCase = Awaited<ReturnType<typeof readBoard>>[number];

/** What recovery achieved in the past days: cases, times and customers won back. */
export async function readRecovery(actor: Actor, days: number, now: Date) {
  const since = new Date(now.getTime() - days * day);
  const minutes = (from: typeof cases.createdAt, to: typeof cases.closedAt) =>
    sql<
      number | null
    >`(percentile_cont(0.5) within group (order by extract(epoch from ${to} - ${from})) / 60)::float8`;
  const [[row]] = await readAs(actor, (tx) => [
    tx
      .select({
        opened: sql<number>`count(*)::int`,
        open: sql<number>`(count(*) filter (where ${cases.state} <> 'closed'))::int`,
        late: sql<number>`(count(*) filter (where ${cases.escalations} > 0))::int`,
        acknowledged: minutes(cases.createdAt, cases.acknowledgedAt),
        resolved: minutes(cases.createdAt, cases.resolvedAt),
        reasked: sql<number>`count(${cases.recoveredRating})::int`,
        recovered: sql<number>`(count(*) filter (where ${cases.recoveredRating} >= 4))::int`,
      })
      .from(cases)
      .where(and(eq(cases.companyId, companyOf(actor)), gte(cases.createdAt, since))),
  ]);
  if (!row) throw new Error('A count without a row');
  return row;
}
export type Recovery = Awaited<ReturnType<typeof readRecovery>>;

/** One case with everything a person needs to put it right; undefined where there is none of theirs. */
export async function readCase(actor: Actor, id: string) {
  if (!z.uuid().safeParse(id).success) return undefined;
  const company = companyOf(actor);
  const [heads, events, people, said] = await readAs(actor, (tx) => [
    tx
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
        },
        owner: users.name,
        remedyLimit: companies.remedyLimit,
      })
      .from(cases)
      .innerJoin(bookings, and(eq(bookings.companyId, cases.companyId), eq(bookings.id, cases.bookingId)))
      .innerJoin(customers, and(eq(customers.companyId, cases.companyId), eq(customers.id, cases.customerId)))
      .innerJoin(companies, eq(companies.id, cases.companyId))
      .leftJoin(feedback, and(eq(feedback.companyId, cases.companyId), eq(feedback.id, cases.feedbackId)))
      .leftJoin(users, eq(users.id, cases.ownerId))
      .where(and(eq(cases.companyId, company), eq(cases.id, id))),
    tx
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
      .where(and(eq(caseEvents.companyId, company), eq(caseEvents.caseId, id)))
      .orderBy(desc(caseEvents.createdAt), desc(caseEvents.id)),
    tx
      .select({ id: users.id, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(eq(memberships.companyId, company), ne(memberships.role, 'client'), isNull(users.disabledAt)),
      )
      .orderBy(asc(users.name)),
    tx
      .select({
        id: messages.id,
        direction: messages.direction,
        body: messages.body,
        buttonText: messages.buttonText,
        at: messages.createdAt,
        conversationId: messages.conversationId,
        lastInboundAt: conversations.lastInboundAt,
      })
      .from(messages)
      .innerJoin(
        conversations,
        and(eq(conversations.companyId, messages.companyId), eq(conversations.id, messages.conversationId)),
      )
      .where(
        and(
          eq(messages.companyId, company),
          eq(
            messages.bookingId,
            sql`(select c.booking_id from ${cases} c where c.company_id = ${company} and c.id = ${id})`,
          ),
          or(
            eq(messages.direction, 'inbound'),
            eq(messages.kind, 'recovery'),
            eq(messages.kind, 'recovery_reask'),
            eq(messages.kind, 'staff_reply'),
          ),
        ),
      )
      .orderBy(desc(messages.createdAt))
      .limit(30),
  ]);
  const [head] = heads;
  return head && { ...head, events, people, said };
}
export type CaseDetail = NonNullable<Awaited<ReturnType<typeof readCase>>>;
export type CaseHappening = CaseDetail['events'][number];

function companyOf(actor: Actor): string {
  if (!('companyId' in actor)) throw new Error('Cases belong to a company');
  return actor.companyId;
}
