import { and, eq } from 'drizzle-orm';
import { messages } from '@/db/schema/messaging';
import type { Tx } from '@/db/session';

/**
 * Lets a message that was decided against wait again, because what stood against it is gone: the customer has
 * opted in or has a number now. Asked anew before it is sent, like every message. False when it wasn't so.
 */
export async function reviveMessage(tx: Tx, messageId: string): Promise<boolean> {
  const revived = await tx
    .update(messages)
    .set({ status: 'waiting', notSentReason: null, nextAttemptAt: null, heldReason: null })
    .where(and(eq(messages.id, messageId), eq(messages.status, 'not_sent')))
    .returning({ id: messages.id });
  return revived.length > 0;
}
