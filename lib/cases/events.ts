import { eventType } from 'inngest';
import { z } from 'zod';

const caseRef = z.object({ companyId: z.uuid(), caseId: z.uuid() });

export type CaseRef = z.infer<typeof caseRef>;

/** An unhappy customer has a recovery case whose clock is running. */
export const caseOpenedEvent = eventType('cases/case.opened', { schema: caseRef });
