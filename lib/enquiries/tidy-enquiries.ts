import 'server-only';
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import { enquiries, enquiryBlocks } from '@/db/schema/enquiries';
import { actAs } from '@/db/session';
import { recordAudit } from '@/lib/audit/record-audit';

/** Days that spam and its hashes are kept, and what a stranger wrote who never became a customer. */
export const keptDays = { spam: 30, blocks: 365, lost: 730 };

/**
 * Forgets spam, hashes of a year ago, and who the lost ones were: their figures stay, so that the owner still sees what
 * was lost and why. Gives how many rows went or were emptied.
 */
export function tidyEnquiries(companyId: string, now: Date): Promise<{ gone: number; emptied: number }> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  return actAs({ role: 'system', companyId, name: 'tidy enquiries' }, async (tx) => {
    const own = eq(enquiries.companyId, companyId);
    const gone = await tx
      .delete(enquiries)
      .where(and(own, lt(enquiries.spamAt, before(keptDays.spam)), isNull(enquiries.bookingId)))
      .returning({ id: enquiries.id });
    await tx
      .delete(enquiryBlocks)
      .where(
        and(eq(enquiryBlocks.companyId, companyId), lt(enquiryBlocks.createdAt, before(keptDays.blocks))),
      );
    const emptied = await tx
      .update(enquiries)
      .set({
        name: 'Forgotten',
        ...{ phone: null, email: null, message: null, notes: null, place: null },
        ...{ lostNote: null, postKey: null, conversationId: null, forgottenAt: now },
      })
      .where(
        and(
          own,
          eq(enquiries.stage, 'lost'),
          isNull(enquiries.bookingId),
          isNull(enquiries.customerId),
          // One that was taken up again is somebody's again.
          or(isNull(enquiries.forgottenAt), lt(enquiries.forgottenAt, enquiries.stageAt)),
          lt(enquiries.stageAt, before(keptDays.lost)),
        ),
      )
      .returning({ id: enquiries.id });
    const counts = { gone: gone.length, emptied: emptied.length };
    await recordAudit(tx, { category: 'system', action: 'enquiries_tidied', detail: counts });
    return counts;
  });
}
