import 'server-only';
import { and, desc, eq, inArray, lt, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { messageStatuses } from '@/db/enums';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { conversations, messages } from '@/db/schema/messaging';
import { consents, customers, users } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { places, searchPatterns, valuesOf } from '@/lib/platform/search';
import { holdsWords } from './holds-words';
import { type LogFilter, type StateGroup, stateGroups, type TalkFilter } from './list-filter';
import { pinColumn, pinOf } from './pin-column';
import { type Said, summarise } from './summary';

type Status = (typeof messageStatuses)[number];

const pageSize = 50;
const author = alias(users, 'author');

/** Newest messages in both directions, as filtered, a page at a time. */
export function askMessages(tx: Tx, filter: LogFilter) {
  const where = and(...conditionsOf(filter));
  return [
    tx
      .select({
        id: messages.id,
        conversationId: messages.conversationId,
        direction: messages.direction,
        kind: messages.kind,
        status: messages.status,
        body: messages.body,
        tapped: messages.buttonText,
        media: sql<number>`coalesce(jsonb_array_length(${messages.media}), 0)`,
        pin: pinColumn,
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
  ] as const;
}

export function tellMessages([rows, counts]: Answers<ReturnType<typeof askMessages>>) {
  const shown = rows.slice(0, pageSize).map(({ body, tapped, media, pin, ...row }) => ({
    ...row,
    ...summarise({ body, tapped, media, pin }),
  }));
  return { rows: shown, more: rows.length > pageSize, counts: groupCounts(counts) };
}

/** The same for an actor, outside a screen. */
export async function listMessages(actor: Actor, filter: LogFilter) {
  return tellMessages(await readAs(actor, (tx) => askMessages(tx, filter)));
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
  const patterns = searchPatterns(query);
  return [
    direction && eq(messages.direction, direction),
    state && inArray(messages.status, [...stateGroups[state]]),
    kind && eq(messages.kind, kind),
    patterns &&
      holdsWords(
        sql`concat_ws(' ', '', ${messages.body}, ${customers.name}, ${conversations.address}, ${conversations.profileName})`,
        patterns,
      ),
  ];
}

/** `words`: of a search, none where nothing was typed, 0 where nothing can fit. */
type TalkShape = { unread: boolean; words: number | undefined; before: boolean };

const talkText = sql`concat_ws(' ', '', ${customers.name}, ${conversations.address}, ${conversations.profileName})`;
const talksQuery = preparedByShape((db, { unread, words, before }: TalkShape) =>
  db
    .select({
      id: conversations.id,
      customer: customers.name,
      profileName: conversations.profileName,
      address: conversations.address,
      unread: conversations.unread,
      lastMessageAt: conversations.lastMessageAt,
      // More than is shown, so that what is left out can be told.
      newest: sql<
        (Said & { own: boolean; status: Status }) | null
      >`(select jsonb_build_object('body', left(m.body, 400), 'tapped', m.button_text,
          'media', coalesce(jsonb_array_length(m.media), 0), 'pin', ${pinOf(sql`m.raw`)},
          'own', m.direction = 'outbound', 'status', m.status)
        from messages m where m.company_id = ${conversations.companyId}
        and m.conversation_id = ${conversations.id} order by m.created_at desc nulls first, m.id desc nulls first limit 1)`,
    })
    .from(conversations)
    .leftJoin(customers, eq(customers.id, conversations.customerId))
    .where(
      and(
        unread ? sql`${conversations.unread} > 0` : undefined,
        words === undefined ? undefined : holdsWords(talkText, places(words).map(sql.placeholder)),
        before
          ? sql`(${conversations.lastMessageAt}, ${conversations.id}) < (${sql.placeholder('at')}::timestamptz, ${sql.placeholder('id')}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(conversations.lastMessageAt), desc(conversations.id))
    .limit(pageSize + 1),
);

const unreadQuery = prepared((db) =>
  db.select({ n: sql<number>`count(*)::int` }).from(conversations).where(sql`${conversations.unread} > 0`),
);

/** Conversations, the newest first; `unread` only those that someone has to look at. */
export function askConversations(tx: Tx, { query, unread = false, before }: TalkFilter) {
  const patterns = searchPatterns(query);
  return [
    talksQuery(
      tx,
      { unread, words: patterns?.length, before: before !== undefined },
      { ...valuesOf(patterns), at: before?.at.toISOString(), id: before?.id },
    ),
    unreadQuery(tx),
  ] as const;
}

export function tellConversations([rows, [count]]: Answers<ReturnType<typeof askConversations>>) {
  const shown = rows.slice(0, pageSize).map(({ newest, ...row }) => ({
    ...row,
    newest: newest && { own: newest.own, status: newest.status, ...summarise(newest) },
  }));
  return { rows: shown, more: rows.length > pageSize, unread: count?.n ?? 0 };
}

/** The same for an actor, outside a screen. */
export async function listConversations(actor: Actor, filter: TalkFilter) {
  return tellConversations(await readAs(actor, (tx) => askConversations(tx, filter)));
}

export type ListedConversation = Awaited<ReturnType<typeof listConversations>>['rows'][number];

const headQuery = (which: SQLWrapper) =>
  prepared((db) =>
    db
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
      .where(eq(conversations.id, which)),
  );

const newestQuery = (which: SQLWrapper) =>
  prepared((db) =>
    db
      .select({
        id: messages.id,
        direction: messages.direction,
        kind: messages.kind,
        status: messages.status,
        body: messages.body,
        buttons: messages.buttons,
        buttonText: messages.buttonText,
        media: messages.media,
        pin: pinColumn,
        notSentReason: messages.notSentReason,
        heldReason: messages.heldReason,
        nextAttemptAt: messages.nextAttemptAt,
        errorCode: messages.errorCode,
        createdAt: messages.createdAt,
        author: author.name,
      })
      .from(messages)
      .leftJoin(author, eq(author.id, messages.userId))
      .where(eq(messages.conversationId, which))
      .orderBy(desc(messages.createdAt), desc(messages.id))
      .limit(100),
  );

const consentQuery = (which: SQLWrapper) =>
  prepared((db) =>
    db
      .select({ state: consents.state })
      .from(consents)
      .where(
        and(
          eq(consents.channel, 'whatsapp'),
          sql`${consents.customerId} = (select c.customer_id from conversations c where c.id = ${which})`,
        ),
      )
      .orderBy(desc(consents.createdAt), desc(consents.id))
      .limit(1),
  );

/** The questions about one conversation, put together once; `which` names its values. */
export function conversationQuestions(which: SQLWrapper) {
  const asked = [headQuery(which), newestQuery(which), consentQuery(which)] as const;
  return (tx: Tx, values: Record<string, unknown>) =>
    [asked[0](tx, values), asked[1](tx, values), asked[2](tx, values)] as const;
}
const askById = conversationQuestions(sql`${sql.placeholder('id')}::uuid`);
export const askConversation = (tx: Tx, id: string) => askById(tx, { id });

export function tellConversation([[head], newest, [consent]]: Answers<ReturnType<typeof askConversation>>) {
  return head && { ...head, consent: consent?.state ?? ('none' as const), messages: newest.toReversed() };
}

/** A conversation with its newest messages, oldest first. Undefined when it doesn't exist or isn't theirs. */
export async function readConversation(actor: Actor, conversationId: string) {
  return tellConversation(await readAs(actor, (tx) => askConversation(tx, conversationId)));
}

export type ReadConversation = NonNullable<Awaited<ReturnType<typeof readConversation>>>;
