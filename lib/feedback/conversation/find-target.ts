import 'server-only';
import { and, desc, eq, inArray, isNull, notInArray, or, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { cases } from '@/db/schema/cases';
import { feedback, feedbackRequests } from '@/db/schema/feedback';
import { messages } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import { talkKinds } from '../message-kinds';
import type { Stage } from '../rules';
import { openStates } from '../rules';

/** Which booking a message of a customer is about, and which question it answers. */
export type Target =
  | {
      by: 'reply' | 'question' | 'recent';
      bookingId: string;
      prompt: Stage | null;
      reaskedCase: string | null;
    }
  | { by: 'event'; bookingId: string; prompt: null; reaskedCase: null };

/** After the conversation ended, a correction is still understood for this long. */
const correctionDays = 7;

type Writer = { companyId: string; customerId: string };
type Said = { sid: string; bookingId: string; kind: string; onceKey: string | null };

/**
 * The messages of ours to this customer that they replied to, by the SIDs they name. What was said to whoever had
 * their number before is not theirs to answer.
 */
export async function findRepliedTo(
  tx: Tx,
  { companyId, customerId }: Writer,
  sids: string[],
): Promise<Map<string, Said>> {
  if (sids.length === 0) return new Map();
  const rows = await tx
    .select({
      sid: messages.sid,
      bookingId: messages.bookingId,
      kind: messages.kind,
      onceKey: messages.onceKey,
    })
    .from(messages)
    .where(
      and(
        eq(messages.companyId, companyId),
        eq(messages.customerId, customerId),
        inArray(messages.sid, sids),
        eq(messages.direction, 'outbound'),
        inArray(messages.kind, talkKinds),
      ),
    );
  return new Map(
    rows.flatMap(({ sid, bookingId, ...rest }) =>
      sid && bookingId ? [[sid, { sid, bookingId, ...rest }] as const] : [],
    ),
  );
}

/** The target of a message that replies to one of ours: exact, however many events are open. */
export function targetOfReply(said: Said): Target {
  return { by: 'reply', bookingId: said.bookingId, ...promptOfMessage(said) };
}

function promptOfMessage({ kind, onceKey }: Pick<Said, 'kind' | 'onceKey'>): {
  prompt: Stage | null;
  reaskedCase: string | null;
} {
  if (kind === 'feedback_request' || kind === 'feedback_reminder')
    return { prompt: 'rating', reaskedCase: null };
  const [word, id, stage] = onceKey?.split(':') ?? [];
  if (word === 'reask' && id) return { prompt: 'rating', reaskedCase: id };
  if ((word === 'feedback_question' || word === 'feedback_clarify') && stage)
    return { prompt: stage as Stage, reaskedCase: null };
  return { prompt: null, reaskedCase: null };
}

/**
 * The target of a message that replies to nothing: our newest question that is still open, else what we last
 * spoke about in the past days, else the newest completed event that nobody has given feedback on.
 */
export async function findTarget(tx: Tx, writer: Writer, now: Date): Promise<Target | undefined> {
  const question = await newestQuestion(tx, writer, now);
  if (question) return question;
  const [event] = await tx
    .select({ bookingId: bookings.id })
    .from(bookings)
    .leftJoin(feedback, and(eq(feedback.companyId, bookings.companyId), eq(feedback.bookingId, bookings.id)))
    .where(
      and(
        eq(bookings.companyId, writer.companyId),
        eq(bookings.customerId, writer.customerId),
        eq(bookings.status, 'completed'),
        isNull(feedback.id),
      ),
    )
    .orderBy(desc(bookings.completedAt), desc(bookings.id))
    .limit(1);
  return event && { by: 'event', bookingId: event.bookingId, prompt: null, reaskedCase: null };
}

async function newestQuestion(
  tx: Tx,
  { companyId, customerId }: Writer,
  now: Date,
): Promise<Target | undefined> {
  const since = new Date(now.getTime() - correctionDays * 86_400_000);
  const isOpen = sql<boolean>`(${inArray(feedbackRequests.state, [...openStates])} or ${cases.id} is not null)`;
  const [row] = await tx
    .select({ bookingId: messages.bookingId, kind: messages.kind, onceKey: messages.onceKey, open: isOpen })
    .from(messages)
    .innerJoin(
      feedbackRequests,
      and(
        eq(feedbackRequests.companyId, messages.companyId),
        eq(feedbackRequests.bookingId, messages.bookingId),
      ),
    )
    .leftJoin(
      cases,
      and(
        eq(cases.companyId, messages.companyId),
        eq(messages.onceKey, sql`'reask:' || ${cases.id}`),
        isNull(cases.recoveredRating),
      ),
    )
    .where(
      and(
        eq(messages.companyId, companyId),
        eq(messages.customerId, customerId),
        eq(messages.direction, 'outbound'),
        inArray(messages.kind, talkKinds),
        notInArray(messages.status, ['not_sent', 'failed', 'undelivered']),
        or(isOpen, sql`${messages.createdAt} >= ${since.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(sql`${isOpen} desc`, desc(messages.createdAt), desc(messages.id))
    .limit(1);
  if (!row?.bookingId) return undefined;
  const { reaskedCase } = promptOfMessage(row);
  return { by: row.open ? 'question' : 'recent', bookingId: row.bookingId, prompt: null, reaskedCase };
}
