import 'server-only';
import { and, eq } from 'drizzle-orm';
import { caseEvents, cases } from '@/db/schema/cases';
import type { Tx } from '@/db/session';
import { raiseAlert } from '@/lib/alerts/alerts';
import { type QueueResult, queueMessage } from '@/lib/messaging/outbox/queue';
import { recoveryFailed } from './alert-kinds';
import { answerText } from './speak-answer';

/**
 * Keeps what a customer says after the recovery, beside the first rating and never instead of it, and answers it
 * once. A second low rating tells people; it doesn't open the closed case by itself. Gives the answer to announce.
 */
export async function recordRecovery(
  tx: Tx,
  given: {
    companyId: string;
    caseId: string;
    rating: number;
    text: string | null;
    /** Whom and where to answer, in which language. */
    answer: {
      customerId: string;
      customer: string;
      event: string;
      language: string;
      conversationId?: string;
    };
  },
): Promise<QueueResult | undefined> {
  const { companyId, caseId, rating, text, answer } = given;
  const [row] = await tx
    .update(cases)
    .set({ recoveredRating: rating })
    .where(and(eq(cases.companyId, companyId), eq(cases.id, caseId)))
    .returning({ bookingId: cases.bookingId });
  if (!row) return undefined;
  await tx.insert(caseEvents).values({
    companyId,
    caseId,
    kind: 'note',
    note: text ? `The customer now rates ${rating} of 5: ${text}` : `The customer now rates ${rating} of 5.`,
    data: { recoveredRating: rating, ...(text ? { words: text } : {}) },
  });
  if (rating <= 2)
    await raiseAlert(tx, recoveryFailed, {
      companyId,
      about: { caseId, bookingId: row.bookingId, customerId: answer.customerId },
    });
  const { customerId, conversationId, language, customer, event } = answer;
  const queued = await queueMessage(tx, {
    companyId,
    customerId,
    bookingId: row.bookingId,
    conversationId,
    kind: 'recovery_answered',
    onceKey: `recovery_answered:${caseId}`,
    text: answerText({ rating, language, customer, event }),
    asked: true,
  });
  return queued.queued ? queued : undefined;
}
