import { caseOpened } from '@/lib/cases/events';
import { announce } from '@/lib/messaging/events';
import { feedbackGiven } from '../events';
import type { Saved } from './save-answers';

/** Tells others after the commit what answers brought: the first feedback of a booking, a case. */
export async function announceSaved(
  companyId: string,
  { saved, bookingId, ...given }: { saved?: Saved; bookingId?: string; caseId?: string },
): Promise<void> {
  const caseId = given.caseId ?? (saved?.case?.opened ? saved.case.caseId : undefined);
  await announce([
    ...(saved?.created && saved.feedbackId && bookingId
      ? [
          feedbackGiven.create(
            { companyId, feedbackId: saved.feedbackId, bookingId },
            { id: `given-${saved.feedbackId}` },
          ),
        ]
      : []),
    ...(caseId ? [caseOpened.create({ companyId, caseId }, { id: `opened-${caseId}` })] : []),
  ]);
}
