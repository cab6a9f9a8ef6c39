import 'server-only';
import { and, eq } from 'drizzle-orm';
import { caseEvents, cases } from '@/db/schema/cases';
import type { Tx } from '@/db/session';
import { raiseAlert } from '@/lib/messaging/alerts';

/**
 * Keeps what a customer says after the recovery, beside the first rating and never instead of it. A second
 * low rating tells people; it doesn't open the closed case by itself.
 */
export async function recordRecovery(
  tx: Tx,
  given: { companyId: string; caseId: string; rating: number; text: string | null; now: Date },
): Promise<void> {
  const { companyId, caseId, rating, text } = given;
  const [row] = await tx
    .update(cases)
    .set({ recoveredRating: rating })
    .where(and(eq(cases.companyId, companyId), eq(cases.id, caseId)))
    .returning({ reference: cases.reference });
  if (!row) return;
  await tx.insert(caseEvents).values({
    companyId,
    caseId,
    kind: 'note',
    note: text ? `The customer now rates ${rating} of 5: ${text}` : `The customer now rates ${rating} of 5.`,
    data: { recoveredRating: rating },
  });
  if (rating > 2) return;
  await raiseAlert(tx, {
    companyId,
    kind: 'recovery_failed',
    key: `recovery:${caseId}`,
    title: `${row.reference}: the customer is still unhappy`,
    href: `/cases/${caseId}`,
  });
}
