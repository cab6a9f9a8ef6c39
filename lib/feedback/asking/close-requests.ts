import { and, eq, inArray, sql } from 'drizzle-orm';
import { feedbackRequests } from '@/db/schema/feedback';
import { actAs, type Tx } from '@/db/session';
import { openStates } from '../rules';

type Leaving = { companyId: string; customerId: string };

/** Nothing more is asked of a customer who opted out; what they have answered stays answered. */
export async function closeRequests(tx: Tx, { companyId, customerId }: Leaving, now: Date): Promise<number> {
  const closed = await tx
    .update(feedbackRequests)
    .set({
      state: sql`case when ${feedbackRequests.state} = 'answering' then 'answered' else 'suppressed' end`,
      reason: 'opted_out',
      closedAt: now,
    })
    .where(
      and(
        eq(feedbackRequests.companyId, companyId),
        eq(feedbackRequests.customerId, customerId),
        inArray(feedbackRequests.state, [...openStates]),
      ),
    )
    .returning({ id: feedbackRequests.id });
  return closed.length;
}

/** The same for an opt-out that was taken outside this slice: STOP, or the office. */
export async function stopAsking(leaving: Leaving, now: Date): Promise<number> {
  const system = { role: 'system', companyId: leaving.companyId, name: 'stop-asking' } as const;
  return actAs(system, (tx) => closeRequests(tx, leaving, now));
}
