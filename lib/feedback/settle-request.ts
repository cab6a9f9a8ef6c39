import { and, eq } from 'drizzle-orm';
import { feedbackRequests } from '@/db/schema/feedback';
import { actAs } from '@/db/session';
import { followUp } from './follow-up';

/**
 * Closes the request whose message came to a bad end, with the reason; a customer can still answer by the web
 * link. False when the message was none of a request.
 */
export async function settleRequest(
  { companyId, messageId }: { companyId: string; messageId: string },
  now: Date,
): Promise<boolean> {
  const [row] = await actAs({ role: 'system', companyId, name: 'settle-feedback-request' }, (tx) =>
    tx
      .select({ id: feedbackRequests.id })
      .from(feedbackRequests)
      .where(and(eq(feedbackRequests.companyId, companyId), eq(feedbackRequests.messageId, messageId))),
  );
  if (!row) return false;
  const { did } = await followUp({ companyId, requestId: row.id }, now);
  return did === 'close';
}
