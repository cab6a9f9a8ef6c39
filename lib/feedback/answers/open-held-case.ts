import 'server-only';
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import { feedbackRequests } from '@/db/schema/feedback';
import { actAs, readAs } from '@/db/session';
import { type OpenCase, openCase } from '@/lib/cases/open-case';
import { changeRequest } from '../asking/save-requests';
import type { RequestRef } from '../events';
import { recoveryReason } from '../score-rules';
import { loadAnswerContext, valuesOf } from './answer-context';
import { summaryOf } from './save-answers';

const system = (companyId: string) => ({ role: 'system', companyId, name: 'open-held-case' }) as const;

/** What became of a case that waits: nothing waits any more, it is due later, or it is open. */
export type HeldCase = { held: 'no' } | { held: 'until'; at: Date } | { held: 'opened'; case: OpenCase };

/**
 * Opens the case that an answer of a page asks for, once its minutes to change it are over. What the answers say by
 * then counts: a changed one opens nothing. Repeated and concurrent calls have one effect.
 */
export async function openHeldCase({ companyId, requestId }: RequestRef, now: Date): Promise<HeldCase> {
  return actAs(system(companyId), async (tx) => {
    const [named] = await tx
      .select({ bookingId: feedbackRequests.bookingId })
      .from(feedbackRequests)
      .where(and(eq(feedbackRequests.companyId, companyId), eq(feedbackRequests.id, requestId)));
    const context = named && (await loadAnswerContext(tx, { companyId, bookingId: named.bookingId }));
    const due = context?.request.caseDueAt;
    if (!context || !due) return { held: 'no' };
    if (due > now) return { held: 'until', at: due };
    await changeRequest(tx, { companyId, requestId }, { caseDueAt: null });
    const values = valuesOf(context.feedback);
    const reason = values && recoveryReason({ ...values, safety: false }, context.company.recoveryBelow);
    if (!values || !reason || context.openCaseId) return { held: 'no' };
    const opened = await openCase(
      tx,
      {
        companyId,
        bookingId: context.booking.id,
        customerId: context.customer.id,
        feedbackId: context.feedback?.id ?? null,
        reason,
        summary: summaryOf(context, { values, said: values.comments }),
      },
      now,
    );
    return { held: 'opened', case: opened };
  });
}

type Search = { companyId: string; after: string | null; limit: number; now: Date };

/** Requests whose held case is due and that nothing woke up for. */
export async function findHeld({ companyId, after, limit, now }: Search): Promise<string[]> {
  const [rows] = await readAs(system(companyId), (tx) => [
    tx
      .select({ id: feedbackRequests.id })
      .from(feedbackRequests)
      .where(
        and(
          eq(feedbackRequests.companyId, companyId),
          lte(feedbackRequests.caseDueAt, now),
          after ? gt(feedbackRequests.id, after) : undefined,
        ),
      )
      .orderBy(asc(feedbackRequests.id))
      .limit(limit),
  ]);
  return rows.map(({ id }) => id);
}
