import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { messageHandled } from '@/lib/alerts/happenings';

type Message = Pick<typeof messages.$inferSelect, 'id' | 'companyId'>;

/**
 * Notes that messages of a customer were dealt with, what was read in them and the booking that they are about,
 * in the caller's transaction. Only what isn't marked is read again by a sweep.
 */
export async function markHandled(
  tx: Tx,
  turn: readonly Message[],
  given: { reading: object | null; bookingId: string | null; now: Date },
): Promise<void> {
  const [first] = turn;
  if (!first) return;
  const { reading, bookingId, now } = given;
  await tx
    .update(messages)
    .set({
      handledAt: now,
      ...(reading ? { reading: { ...reading } } : {}),
      ...(bookingId ? { bookingId } : {}),
    })
    .where(
      and(
        eq(messages.companyId, first.companyId),
        inArray(
          messages.id,
          turn.map(({ id }) => id),
        ),
      ),
    );
  await endAlerts(
    tx,
    first.companyId,
    turn.map(({ id }) => messageHandled(id)),
  );
}
