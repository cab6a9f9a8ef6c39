import 'server-only';
import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { messages, senders, templates } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { readAs } from '@/db/session';
import { quietAfterMinutes } from '../rules';
import { laterPart, newestConsent } from './load-facts';
import { selectEvents } from './select-events';

/** Rows of one page, and where the next one begins; no `next` means this was the last. */
export type Page = { ids: string[]; next: string | null };
type Search = { companyId: string; after: string | null; limit: number; now: Date };

const page = (rows: { id: string }[], limit: number): Page => ({
  ids: rows.map((row) => row.id),
  next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
});

const sweeper = (companyId: string) => ({ role: 'system', companyId, name: 'sweep-feedback' }) as const;
const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;

/** What stood against asking and is gone: a consent, an address, a sender, an approved template, the week's cap, a later part. */
function revived(now: Date) {
  const because = (...reasons: string[]) => inArray(feedbackRequests.reason, reasons);
  const reachable = sql`coalesce(${customers.phone}, ${customers.whatsappId}, ${customers.email}) is not null`;
  const sending = sql`exists (select from ${senders} where ${senders.companyId} = ${bookings.companyId} and ${senders.active})`;
  const approved = sql`exists (select from ${templates} where ${templates.companyId} = ${bookings.companyId}
    and ${templates.purpose} = 'feedback_request' and ${templates.approval} = 'approved' and ${templates.active})`;
  const rested = sql`${feedbackRequests.closedAt} <= ${at(now)} - interval '7 days'`;
  return and(
    eq(feedbackRequests.state, 'suppressed'),
    isNull(feedbackRequests.askedAt),
    sql`${newestConsent} = 'granted'`,
    or(
      and(because('no_consent', 'no_opt_in', 'opted_out', 'unreachable', 'no_address'), reachable),
      and(because('no_sender'), sending),
      and(because('no_template', 'template_not_approved'), approved),
      and(because('contact_cap'), rested),
      and(because('later_part'), sql`not ${laterPart}`),
    ),
  );
}

/**
 * Completed bookings of any age that were never asked about: no request at all, one that is due, or one whose
 * message was decided against for a reason that is gone. By state and by key, so that rows which leave the set
 * while it is read shift nothing.
 */
export async function findUnasked({ companyId, after, limit, now }: Search): Promise<Page> {
  const due = and(eq(feedbackRequests.state, 'due'), lte(feedbackRequests.dueAt, now));
  const [rows] = await readAs(sweeper(companyId), (tx) => [
    selectEvents(tx, { id: bookings.id })
      .where(
        and(
          eq(bookings.companyId, companyId),
          eq(bookings.status, 'completed'),
          after ? gt(bookings.id, after) : undefined,
          or(isNull(feedbackRequests.id), due, revived(now)),
        ),
      )
      .orderBy(asc(bookings.id))
      .limit(limit),
  ]);
  return page(rows, limit);
}

/** Bookings whose request waited for the company's delay, which is over. */
export async function findDue({ companyId, after, limit, now }: Search): Promise<Page> {
  const [rows] = await readAs(sweeper(companyId), (tx) => [
    tx
      .select({ id: feedbackRequests.bookingId })
      .from(feedbackRequests)
      .where(
        and(
          eq(feedbackRequests.companyId, companyId),
          eq(feedbackRequests.state, 'due'),
          lte(feedbackRequests.dueAt, now),
          after ? gt(feedbackRequests.bookingId, after) : undefined,
        ),
      )
      .orderBy(asc(feedbackRequests.bookingId))
      .limit(limit),
  ]);
  return page(rows, limit);
}

/** What a lost event may have left behind: a completion is watched for this long, then by the long sweep. */
const watchedMs = 14 * 86_400_000;
/** An event is on its way to whoever completed the booking just now. */
const onItsWayMs = 60_000;

/** Bookings completed of late that have no request at all: nobody told the automation of them. Those of an import are over for good. */
export async function findUntold({ companyId, after, limit, now }: Search): Promise<Page> {
  const [rows] = await readAs(sweeper(companyId), (tx) => [
    selectEvents(tx, { id: bookings.id })
      .where(
        and(
          eq(bookings.companyId, companyId),
          eq(bookings.status, 'completed'),
          eq(bookings.broughtAlong, false),
          gt(bookings.completedAt, new Date(now.getTime() - watchedMs)),
          lte(bookings.completedAt, new Date(now.getTime() - onItsWayMs)),
          after ? gt(bookings.id, after) : undefined,
          isNull(feedbackRequests.id),
        ),
      )
      .orderBy(asc(bookings.id))
      .limit(limit),
  ]);
  return page(rows, limit);
}

/** Open requests whose reminder, end or thanks is due, or whose message failed for good. */
export async function findFollowUps({ companyId, after, limit, now }: Search): Promise<Page> {
  const waited = (since: typeof feedbackRequests.askedAt) =>
    sql`${since} <= ${at(now)} - make_interval(hours => ${companies.reminderAfter})`;
  const failed = inArray(messages.status, ['failed', 'undelivered', 'not_sent']);
  const quiet = sql`coalesce(${feedback.updatedAt}, ${feedbackRequests.answeredAt}) <= ${at(now)} - make_interval(mins => ${quietAfterMinutes})`;
  const [rows] = await readAs(sweeper(companyId), (tx) => [
    selectEvents(tx, { id: sql<string>`${feedbackRequests.id}` })
      .where(
        and(
          eq(feedbackRequests.companyId, companyId),
          inArray(feedbackRequests.state, ['asked', 'reminded', 'answering']),
          after ? gt(feedbackRequests.id, after) : undefined,
          or(
            and(eq(feedbackRequests.state, 'asked'), or(waited(feedbackRequests.askedAt), failed)),
            and(eq(feedbackRequests.state, 'reminded'), waited(feedbackRequests.remindedAt)),
            and(eq(feedbackRequests.state, 'answering'), quiet),
          ),
        ),
      )
      .orderBy(asc(feedbackRequests.id))
      .limit(limit),
  ]);
  return page(rows, limit);
}

/** Messages of customers that nobody has read for two minutes: their event was lost or its run died. */
export async function findUnread({ companyId, after, limit, now }: Search): Promise<Page> {
  const [rows] = await readAs(sweeper(companyId), (tx) => [
    tx
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(
          eq(messages.companyId, companyId),
          eq(messages.direction, 'inbound'),
          isNull(messages.handledAt),
          sql`${messages.createdAt} <= ${at(now)} - interval '2 minutes'`,
          after ? gt(messages.id, after) : undefined,
        ),
      )
      .orderBy(asc(messages.id))
      .limit(limit),
  ]);
  return page(rows, limit);
}
