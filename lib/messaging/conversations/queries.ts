import { and, asc, desc, eq, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { messageKinds, messageStatuses } from '@/db/enums';
import { bookings } from '@/db/schema/bookings';
import { conversations, messageEvents, messages, senders, templates } from '@/db/schema/messaging';
import { customers, users } from '@/db/schema/people';
import { type Actor, readAs } from '@/db/session';
import { consentOf } from '../consent/record-consent';

type Status = (typeof messageStatuses)[number];

/** The states that a reader tells apart, and what each gathers. */
export const stateGroups = {
  waiting: ['waiting', 'sending', 'unknown'],
  sent: ['queued', 'sent'],
  delivered: ['delivered', 'read'],
  failed: ['failed', 'undelivered'],
  not_sent: ['not_sent'],
} as const satisfies Record<string, readonly Status[]>;
export type StateGroup = keyof typeof stateGroups;

export type LogFilter = {
  direction?: 'inbound' | 'outbound';
  state?: StateGroup;
  kind?: (typeof messageKinds)[number];
  query?: string;
  before?: { at: Date; id: string };
};

const pageSize = 50;
const author = alias(users, 'author');

/** Newest messages in both directions, as filtered, a page at a time. */
export async function listMessages(actor: Actor, filter: LogFilter) {
  const where = and(...conditionsOf(filter));
  const [rows, counts] = await readAs(actor, (tx) => [
    tx
      .select({
        id: messages.id,
        conversationId: messages.conversationId,
        direction: messages.direction,
        kind: messages.kind,
        status: messages.status,
        body: messages.body,
        notSentReason: messages.notSentReason,
        heldReason: messages.heldReason,
        errorCode: messages.errorCode,
        nextAttemptAt: messages.nextAttemptAt,
        createdAt: messages.createdAt,
        customer: customers.name,
        address: conversations.address,
        profileName: conversations.profileName,
      })
      .from(messages)
      .innerJoin(conversations, eq(conversations.id, messages.conversationId))
      .leftJoin(customers, eq(customers.id, messages.customerId))
      .where(and(where, filter.before && olderThan(filter.before)))
      .orderBy(desc(messages.createdAt), desc(messages.id))
      .limit(pageSize + 1),
    tx
      .select({ status: messages.status, n: sql<number>`count(*)::int` })
      .from(messages)
      .where(eq(messages.direction, 'outbound'))
      .groupBy(messages.status),
  ]);
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize, counts: groupCounts(counts) };
}

export type LoggedMessage = Awaited<ReturnType<typeof listMessages>>['rows'][number];

function groupCounts(counts: { status: Status; n: number }[]): Record<StateGroup, number> {
  const sum = (states: readonly Status[]) =>
    counts.filter(({ status }) => states.includes(status)).reduce((total, { n }) => total + n, 0);
  return {
    waiting: sum(stateGroups.waiting),
    sent: sum(stateGroups.sent),
    delivered: sum(stateGroups.delivered),
    failed: sum(stateGroups.failed),
    not_sent: sum(stateGroups.not_sent),
  };
}

function olderThan({ at, id }: { at: Date; id: string }): SQL | undefined {
  return or(lt(messages.createdAt, at), and(eq(messages.createdAt, at), lt(messages.id, id)));
}

function conditionsOf({ direction, state, kind, query }: LogFilter): (SQL | undefined)[] {
  const like = query ? `%${query.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  return [
    direction && eq(messages.direction, direction),
    state && inArray(messages.status, [...stateGroups[state]]),
    kind && eq(messages.kind, kind),
    like
      ? sql`(${messages.body} ilike ${like} or ${customers.name} ilike ${like} or ${conversations.address} ilike ${like} or ${conversations.profileName} ilike ${like})`
      : undefined,
  ];
}

/** One message with everything that happened to it, oldest first. Undefined when it doesn't exist or isn't theirs. */
export async function readMessageStory(actor: Actor, messageId: string) {
  const [[message], events] = await readAs(actor, (tx) => [
    tx
      .select({
        message: messages,
        customer: customers.name,
        profileName: conversations.profileName,
        address: conversations.address,
        booking: { id: bookings.id, reference: bookings.reference, eventName: bookings.eventName },
        author: author.name,
        template: templates.name,
      })
      .from(messages)
      .innerJoin(conversations, eq(conversations.id, messages.conversationId))
      .leftJoin(customers, eq(customers.id, messages.customerId))
      .leftJoin(bookings, eq(bookings.id, messages.bookingId))
      .leftJoin(author, eq(author.id, messages.userId))
      .leftJoin(templates, eq(templates.id, messages.templateId))
      .where(eq(messages.id, messageId)),
    tx
      .select()
      .from(messageEvents)
      .where(
        or(
          eq(messageEvents.messageId, messageId),
          sql`${messageEvents.sid} = (select sid from messages own where own.id = ${messageId})`,
        ),
      )
      .orderBy(asc(messageEvents.id))
      .limit(200),
  ]);
  return message && { ...message, events };
}

/** Conversations, the newest first; `unread` only those that someone has to look at. */
export async function listConversations(
  actor: Actor,
  { query, unread, before }: { query?: string; unread?: boolean; before?: { at: Date; id: string } },
) {
  const like = query ? `%${query.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  const newest = sql<
    string | null
  >`(select m.body from messages m where m.company_id = ${conversations.companyId}
    and m.conversation_id = ${conversations.id} order by m.created_at desc nulls first, m.id desc nulls first limit 1)`;
  const [rows, [count]] = await readAs(actor, (tx) => [
    tx
      .select({
        id: conversations.id,
        customer: customers.name,
        profileName: conversations.profileName,
        address: conversations.address,
        unread: conversations.unread,
        lastMessageAt: conversations.lastMessageAt,
        newest,
      })
      .from(conversations)
      .leftJoin(customers, eq(customers.id, conversations.customerId))
      .where(
        and(
          unread ? sql`${conversations.unread} > 0` : undefined,
          like
            ? sql`(${customers.name} ilike ${like} or ${conversations.address} ilike ${like} or ${conversations.profileName} ilike ${like})`
            : undefined,
          before
            ? or(
                lt(conversations.lastMessageAt, before.at),
                and(eq(conversations.lastMessageAt, before.at), lt(conversations.id, before.id)),
              )
            : undefined,
        ),
      )
      .orderBy(desc(conversations.lastMessageAt), desc(conversations.id))
      .limit(pageSize + 1),
    tx.select({ n: sql<number>`count(*)::int` }).from(conversations).where(sql`${conversations.unread} > 0`),
  ]);
  return { rows: rows.slice(0, pageSize), more: rows.length > pageSize, unread: count?.n ?? 0 };
}

export type ListedConversation = Awaited<ReturnType<typeof listConversations>>['rows'][number];

/** A conversation with its newest messages, oldest first. Undefined when it doesn't exist or isn't theirs. */
export async function readConversation(actor: Actor, conversationId: string) {
  const [[head], newest] = await readAs(actor, (tx) => [
    tx
      .select({
        id: conversations.id,
        address: conversations.address,
        profileName: conversations.profileName,
        lastInboundAt: conversations.lastInboundAt,
        unread: conversations.unread,
        customer: { id: customers.id, name: customers.name, language: customers.language },
      })
      .from(conversations)
      .leftJoin(customers, eq(customers.id, conversations.customerId))
      .where(eq(conversations.id, conversationId)),
    tx
      .select({
        id: messages.id,
        direction: messages.direction,
        kind: messages.kind,
        status: messages.status,
        body: messages.body,
        buttons: messages.buttons,
        buttonText: messages.buttonText,
        media: messages.media,
        notSentReason: messages.notSentReason,
        heldReason: messages.heldReason,
        nextAttemptAt: messages.nextAttemptAt,
        errorCode: messages.errorCode,
        createdAt: messages.createdAt,
        author: author.name,
      })
      .from(messages)
      .leftJoin(author, eq(author.id, messages.userId))
      .where(eq(messages.conversationId, conversationId))
      .orderBy(desc(messages.createdAt), desc(messages.id))
      .limit(100),
  ]);
  if (!head) return undefined;
  const { customer } = head;
  const consent = customer
    ? await readAs(actor, (tx) => [consentOf(tx, customer.id)]).then(([state]) => state)
    : ('none' as const);
  return { ...head, consent, messages: newest.reverse() };
}

export type ReadConversation = NonNullable<Awaited<ReturnType<typeof readConversation>>>;

/** The company's senders without their secrets. */
export async function listSenders(actor: Actor) {
  const [rows] = await readAs(actor, (tx) => [
    tx
      .select({
        id: senders.id,
        version: senders.version,
        name: senders.name,
        address: senders.address,
        messagingServiceSid: senders.messagingServiceSid,
        smsAddress: senders.smsAddress,
        accountSid: senders.accountSid,
        hasToken: sql<boolean>`${isNotNull(senders.authTokenSealed)}`,
        active: senders.active,
        rate: senders.rate,
        pausedAt: senders.pausedAt,
        pausedReason: senders.pausedReason,
        pausedUntil: senders.pausedUntil,
        testedAt: senders.testedAt,
      })
      .from(senders)
      .orderBy(desc(senders.active), asc(senders.createdAt)),
  ]);
  return rows;
}

export type ListedSender = Awaited<ReturnType<typeof listSenders>>[number];

/** Changes whenever a message of the company is written or moves on. */
export async function readMessagesMark(actor: Actor): Promise<string> {
  const [[newest], [waiting], [event]] = await readAs(actor, (tx) => [
    tx
      .select({ at: conversations.lastMessageAt })
      .from(conversations)
      .orderBy(desc(conversations.lastMessageAt))
      .limit(1),
    tx
      .select({ unread: sql<number | null>`sum(${conversations.unread})::int` })
      .from(conversations)
      .where(sql`${conversations.unread} > 0`),
    tx.select({ id: messageEvents.id }).from(messageEvents).orderBy(desc(messageEvents.id)).limit(1),
  ]);
  return `${newest?.at.toISOString() ?? ''}.${waiting?.unread ?? 0}.${event?.id ?? 0}`;
}
