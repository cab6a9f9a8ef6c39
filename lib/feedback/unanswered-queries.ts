import 'server-only';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { type Answers, preparedByShape } from '@/db/prepared';
import { bookings } from '@/db/schema/bookings';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { customers } from '@/db/schema/people';
import { type Actor, readAs, type Tx } from '@/db/session';
import { readCursor, readTurn, turnPage, writeCursor } from '@/lib/platform/cursor';
import { cursorValues, keyset, type Way } from '@/lib/platform/keyset';
import { selectEvents } from './asking/select-events';
import type { UnansweredFilter } from './list-filter';

const pageSize = 30;

const pageQuery = preparedByShape((db, { way, size }: { way: Way; size: number }) => {
  const page = keyset(bookings.startsAt, bookings.id, { way, order: 'descending', type: 'timestamptz' });
  return selectEvents(db, {
    bookingId: bookings.id,
    event: bookings.eventName,
    customer: customers.name,
    startsAt: bookings.startsAt,
    completedAt: bookings.completedAt,
    requestId: feedbackRequests.id,
    state: feedbackRequests.state,
    reason: feedbackRequests.reason,
    dueAt: feedbackRequests.dueAt,
    askedAt: feedbackRequests.askedAt,
    remindedAt: feedbackRequests.remindedAt,
    linkHash: feedbackRequests.linkHash,
    madeAt: feedbackRequests.createdAt,
  })
    .where(
      and(
        eq(bookings.status, 'completed'),
        // History of an import, which nobody is asked about.
        eq(bookings.broughtAlong, false),
        isNotNull(bookings.completedAt),
        isNull(feedback.id),
        page.beyond,
      ),
    )
    .orderBy(...page.order)
    .limit(size + 1);
});

const turnOf = (filter: Pick<UnansweredFilter, 'after' | 'before'>) => readTurn(filter, readCursor);

/** A page of the completed bookings without an answer: who was asked, who wasn't and why. Latest event first. */
export function askUnanswered(tx: Tx, filter: UnansweredFilter, size = pageSize) {
  const { from, way } = turnOf(filter);
  return [pageQuery(tx, { way, size }, cursorValues(from))] as const;
}

export function tellUnanswered(
  [found]: Answers<ReturnType<typeof askUnanswered>>,
  filter: UnansweredFilter,
  size = pageSize,
) {
  return turnPage(found, {
    size,
    way: turnOf(filter).way,
    cursorOf: ({ startsAt, bookingId }) => writeCursor({ at: startsAt, id: bookingId }),
  });
}

/** The same for an actor, outside a screen. */
export async function listUnanswered(actor: Actor, filter: UnansweredFilter) {
  return tellUnanswered(await readAs(actor, (tx) => askUnanswered(tx, filter)), filter);
}
export type Unanswered = Awaited<ReturnType<typeof listUnanswered>>['rows'][number];
