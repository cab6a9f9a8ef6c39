import 'server-only';
import { and, desc, eq, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { messageStatuses } from '@/db/enums';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { conversations, messages } from '@/db/schema/messaging';
import { consents, customers, users } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { readCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { placeholders, searchLimit, searchPatterns, valuesOf } from '@/lib/platform/search';
import { holdsWords } from './holds-words';
import type { TalkFilter } from './list-filter';
import { pinColumn, pinOf } from './pin-column';
import { type Said, summarise } from './summary';

type Status = (typeof messageStatuses)[number];

const pageSize = 50;
const author = alias(users, 'author');

/** `words`: of a search, none where nothing was typed, 0 where nothing can fit. */
type TalkShape = { unread: boolean; words: number | undefined; way: Way; size: number };

const talkText = sql`concat_ws(' ', '', ${customers.name}, ${conversations.address}, ${conversations.profileName})`;
const talksQuery = preparedByShape((db, { unread, words, way, size }: TalkShape) => {
  const page = keyset(conversations.lastMessageAt, conversations.id, {
    way,
    order: 'descending',
    type: 'timestamptz',
  });
  return db
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
        words === undefined ? undefined : holdsWords(talkText, placeholders(words).map(sql.placeholder)),
        page.beyond,
      ),
    )
    .orderBy(...page.order)
    .limit(size + 1);
});

const unreadQuery = prepared((db) =>
  db.select({ n: sql<number>`count(*)::int` }).from(conversations).where(sql`${conversations.unread} > 0`),
);

const turnOf = (filter: TalkFilter) => readTurn(filter, readCursor);

/** Conversations, the newest first; `unread` only those that someone has to look at. */
export const askConversations = (tx: Tx, filter: TalkFilter) =>
  [...askConversationRows(tx, filter, pageSize), unreadQuery(tx)] as const;

/** One page of them alone. */
export function askConversationRows(tx: Tx, filter: TalkFilter, size: number) {
  const patterns = searchPatterns(filter.q);
  const { from, way } = turnOf(filter);
  return [
    talksQuery(
      tx,
      { unread: Boolean(filter.unread), words: patterns?.length, way, size },
      { ...valuesOf(patterns), ...cursorValues(from) },
    ),
  ] as const;
}

export function tellConversationRows(
  [found]: Answers<ReturnType<typeof askConversationRows>>,
  filter: TalkFilter,
  size: number,
) {
  const { rows, ...turns } = turnPage(found, {
    size,
    way: turnOf(filter).way,
    cursorOf: ({ lastMessageAt, id }) => writeCursor({ at: lastMessageAt, id }),
  });
  return {
    rows: rows.map(({ newest, ...row }) => ({
      ...row,
      newest: newest && { own: newest.own, status: newest.status, ...summarise(newest) },
    })),
    ...turns,
  };
}

export function tellConversations(
  [found, [count]]: Answers<ReturnType<typeof askConversations>>,
  filter: TalkFilter,
) {
  return {
    ...tellConversationRows([found], filter, pageSize),
    unread: count?.n ?? 0,
    limit: searchLimit(filter.q),
  };
}

/** The same for an actor, outside a screen. */
export async function listConversations(actor: Actor, filter: TalkFilter) {
  return tellConversations(await readAs(actor, (tx) => askConversations(tx, filter)), filter);
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
        bookingId: messages.bookingId,
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
