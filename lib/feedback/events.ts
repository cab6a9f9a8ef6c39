import { eventType } from 'inngest';
import { z } from 'zod';
import { caseOpenedEvent } from '@/lib/cases/events';

const requestRef = z.object({ companyId: z.uuid(), requestId: z.uuid() });

export type BookingRef = { companyId: string; bookingId: string };
export type RequestRef = z.infer<typeof requestRef>;

/** Completed bookings that should have been asked about and were not: one batch of a sweep. */
export const requestsDueEvent = eventType('feedback/requests.due', {
  schema: z.object({ companyId: z.uuid(), bookingIds: z.array(z.uuid()).max(100) }),
});
/** Found by the watch: a request that is to be reminded, expired, settled or thanked. */
export const followUpDueEvent = eventType('feedback/follow-up.due', { schema: requestRef });
/** Someone wants the whole sweep now: at start and after an outage. */
export const sweepRequestedEvent = eventType('feedback/sweep.requested', { schema: z.object({}) });
/** One company's sweep goes on after this booking. */
export const sweepContinuedEvent = eventType('feedback/sweep.continued', {
  schema: z.object({ companyId: z.uuid(), after: z.uuid().nullable() }),
});
/** The first words or figures of a customer about an event were stored. */
export const feedbackGivenEvent = eventType('feedback/feedback.given', {
  schema: z.object({ companyId: z.uuid(), feedbackId: z.uuid(), bookingId: z.uuid() }),
});

/** A case that an answer of a page asks for waits some minutes, in which the customer may change the answer. */
export const caseHeldEvent = eventType('feedback/case.held', { schema: requestRef });

/** The event that makes somebody wait for it. `turn` tells the waits of one request apart. */
export const heldEvent = (ref: RequestRef, turn: string | number) =>
  caseHeldEvent.create(ref, { id: `held-${ref.requestId}-${turn}` });

/** What others are told about stored answers: the first feedback of a booking, and a case. */
export function eventsOfAnswers(
  companyId: string,
  {
    given,
    caseId,
    hastened = false,
    held,
  }: {
    given?: { feedbackId: string; bookingId: string };
    caseId?: string;
    hastened?: boolean;
    held?: { requestId: string; until: Date };
  },
) {
  return [
    ...(given
      ? [feedbackGivenEvent.create({ companyId, ...given }, { id: `given-${given.feedbackId}` })]
      : []),
    ...(caseId
      ? [
          caseOpenedEvent.create(
            { companyId, caseId },
            { id: `${hastened ? 'hastened' : 'opened'}-${caseId}` },
          ),
        ]
      : []),
    ...(held ? [heldEvent({ companyId, requestId: held.requestId }, held.until.getTime())] : []),
  ];
}
