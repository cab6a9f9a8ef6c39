import 'server-only';
import { and, eq } from 'drizzle-orm';
import { feedbackRequests } from '@/db/schema/feedback';
import { actAs } from '@/db/session';
import { type FollowedUp, followUp } from './follow-up';

/**
 * Takes the request on whose message came to an end: where WhatsApp doesn't reach the customer its link goes
 * by another channel, else a failure closes it with the reason; the web link works on. Undefined when the
 * message was none of a request. The caller announces what was queued.
 */
export async function settleRequest(
  { companyId, messageId }: { companyId: string; messageId: string },
  now: Date,
): Promise<FollowedUp | undefined> {
  const [row] = await actAs({ role: 'system', companyId, name: 'settle-feedback-request' }, (tx) =>
    tx
      .select({ id: feedbackRequests.id })
      .from(feedbackRequests)
      .where(and(eq(feedbackRequests.companyId, companyId), eq(feedbackRequests.messageId, messageId))),
  );
  return row && followUp({ companyId, requestId: row.id }, now);
}
