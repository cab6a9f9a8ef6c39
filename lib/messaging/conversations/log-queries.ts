import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { messageStatuses } from '@/db/enums';
import { type Answers, prepared, preparedByShape } from '@/db/prepared';
import { conversations, messages } from '@/db/schema/messaging';
import { customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { readCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { placeholders, searchLimit, searchPatterns, valuesOf } from '@/lib/platform/search';
import { holdsWords } from './holds-words';
import { type LogFilter, type StateGroup, stateGroups } from './list-filter';
import { pinColumn } from './pin-column';
import { summarise } from './summary';

type Status = (typeof messageStatuses)[number];

const pageSize = 50;

/** `words`: of a search, none where nothing was typed, 0 where nothing can fit. */
type LogShape = {
  direction: boolean;
  state: StateGroup | undefined;
  kind: boolean;
  words: number | undefined;
  way: Way;
  size: number;
};

const logText = sql`concat_ws(' ', '', ${messages.body}, ${customers.name}, ${conversations.address}, ${conversations.profileName})`;
const logQuery = preparedByShape((db, { direction, state, kind, words, way, size }: LogShape) => {
  const page = keyset(messages.createdAt, messages.id, { way, order: 'descending', type: 'timestamptz' });
  return db
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
    .where(
      and(
        direction ? eq(messages.direction, sql.placeholder('direction')) : undefined,
        state && inArray(messages.status, [...stateGroups[state]]),
        kind ? eq(messages.kind, sql.placeholder('kind')) : undefined,
        words === undefined ? undefined : holdsWords(logText, placeholders(words).map(sql.placeholder)),
        page.beyond,
      ),
    )
    .orderBy(...page.order)
    .limit(size + 1);
});

const statesQuery = prepared((db) =>
  db
    .select({ status: messages.status, n: sql<number>`count(*)::int` })
    .from(messages)
    .where(eq(messages.direction, 'outbound'))
    .groupBy(messages.status),
);

const turnOf = (filter: LogFilter) => readTurn(filter, readCursor);

/** Newest messages in both directions, as filtered, a page at a time. */
export const askMessages = (tx: Tx, filter: LogFilter) =>
  [...askMessageRows(tx, filter, pageSize), statesQuery(tx)] as const;

/** One page of them alone. */
export function askMessageRows(tx: Tx, filter: LogFilter, size: number) {
  const { direction, state, kind } = filter;
  const patterns = searchPatterns(filter.q);
  const { from, way } = turnOf(filter);
  return [
    logQuery(
      tx,
      { direction: Boolean(direction), state, kind: Boolean(kind), words: patterns?.length, way, size },
      { ...valuesOf(patterns), direction, kind, ...cursorValues(from) },
    ),
  ] as const;
}

export function tellMessageRows(
  [found]: Answers<ReturnType<typeof askMessageRows>>,
  filter: LogFilter,
  size: number,
) {
  const { rows, ...turns } = turnPage(found, {
    size,
    way: turnOf(filter).way,
    cursorOf: ({ createdAt, id }) => writeCursor({ at: createdAt, id }),
  });
  return {
    // A file holds all of their words.
    rows: rows.map(({ body, tapped, media, pin, ...row }) => ({
      ...row,
      ...summarise({ body, tapped, media, pin }, size > pageSize ? Number.POSITIVE_INFINITY : undefined),
    })),
    ...turns,
  };
}

export function tellMessages([found, counts]: Answers<ReturnType<typeof askMessages>>, filter: LogFilter) {
  return {
    ...tellMessageRows([found], filter, pageSize),
    counts: groupCounts(counts),
    limit: searchLimit(filter.q),
  };
}

/** The same for an actor, outside a screen. */
export async function listMessages(actor: Actor, filter: LogFilter) {
  return tellMessages(await readAs(actor, (tx) => askMessages(tx, filter)), filter);
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
