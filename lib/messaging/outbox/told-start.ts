import 'server-only';
import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import type { MessageKind } from '../kinds';

/** States of a message that the customer has, or may have. */
export const gone = ['sending', 'unknown', 'queued', 'sent', 'delivered', 'read'] as const;

export type Told = { messageId: string; kind: MessageKind; aboutStart: Date };

/** What customers were told of when their events begin, newest first, by booking. `kinds`: those that tell it. */
export async function loadTold(
  tx: Tx,
  bookingIds: readonly string[],
  kinds: readonly MessageKind[],
): Promise<Map<string, Told[]>> {
  const told = new Map<string, Told[]>();
  if (bookingIds.length === 0) return told;
  const rows = await tx
    .select({
      bookingId: messages.bookingId,
      messageId: messages.id,
      kind: messages.kind,
      aboutStart: messages.aboutStart,
    })
    .from(messages)
    .where(
      and(
        inArray(messages.bookingId, [...bookingIds]),
        eq(messages.direction, 'outbound'),
        inArray(messages.kind, [...kinds]),
        inArray(messages.status, [...gone]),
        isNotNull(messages.aboutStart),
      ),
    )
    .orderBy(desc(sql`coalesce(${messages.claimedAt}, ${messages.createdAt})`), desc(messages.id));
  for (const { bookingId, aboutStart, ...row } of rows) {
    if (!bookingId || !aboutStart) continue;
    told.set(bookingId, [...(told.get(bookingId) ?? []), { ...row, aboutStart }]);
  }
  return told;
}
