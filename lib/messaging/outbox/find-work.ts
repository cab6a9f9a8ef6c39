import 'server-only';
import { and, asc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import { actAs } from '@/db/session';

/** Rows of one page, and where the next begins; no `next`: this was the last. */
export type Page<T> = { rows: T[]; next: string | null };
export type Search = { companyId: string; after: string | null; limit: number; now: Date };

const sweeper = (companyId: string) => ({ role: 'system', companyId, name: 'sweep-messages' }) as const;
const time = (at: Date) => sql`${at.toISOString()}::timestamptz`;

const page = <T extends { id: string }>(rows: T[], limit: number): Page<T> => ({
  rows,
  next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
});

/** A run is still at work on what was touched within this time. */
const atWorkMs = 120_000;

/**
 * Messages that should have left the outbox by now: waiting, being sent or of unknown outcome, of any age.
 * By state and by key, so that rows which leave the set while it is read shift nothing.
 */
export async function findStuck({ companyId, after, limit, now }: Search) {
  const since = new Date(now.getTime() - atWorkMs);
  const rows = await actAs(sweeper(companyId), (tx) =>
    tx
      .select({ id: messages.id, senderId: messages.senderId, attempts: messages.attempts })
      .from(messages)
      .where(
        and(
          eq(messages.companyId, companyId),
          inArray(messages.status, ['waiting', 'sending', 'unknown']),
          after ? gt(messages.id, after) : undefined,
          or(
            lte(messages.nextAttemptAt, since),
            and(
              isNull(messages.nextAttemptAt),
              sql`coalesce(${messages.claimedAt}, ${messages.createdAt}) <= ${time(since)}`,
            ),
          ),
        ),
      )
      .orderBy(asc(messages.id))
      .limit(limit),
  );
  return page(rows, limit);
}

/** WhatsApp gives up on a message after 30 days, and so do we on its callbacks. */
const givenUpAfter = '30 days';

/**
 * Messages whose callbacks may have been lost: accepted, no end heard of, and due for a look. The pause between
 * two looks grows with the message's age.
 */
export async function findSilent({ companyId, after, limit, now }: Search) {
  const rows = await actAs(sweeper(companyId), (tx) =>
    tx
      .select({ id: messages.id, sid: messages.sid })
      .from(messages)
      .where(
        and(
          eq(messages.companyId, companyId),
          inArray(messages.status, ['queued', 'sent']),
          ne(messages.channel, 'email'),
          after ? gt(messages.id, after) : undefined,
          sql`${messages.sid} is not null`,
          sql`coalesce(${messages.nextAttemptAt}, ${messages.createdAt} + interval '3 minutes') <= ${time(now)}`,
          sql`${messages.createdAt} > ${time(now)} - interval '${sql.raw(givenUpAfter)}'`,
        ),
      )
      .orderBy(asc(messages.id))
      .limit(limit),
  );
  return page(rows, limit);
}
