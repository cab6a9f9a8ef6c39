import { z } from 'zod';
import { formatCount } from '@/lib/platform/format/numbers';

const caseId = z.uuid();
const words = (what: string, most = 2000) =>
  z
    .string()
    .trim()
    .min(1, what)
    .max(most, `Keep it under ${formatCount(most)} characters.`);

export const caseInput = z.object({ caseId });
export const noteInput = z.object({ caseId, note: words('Write the note first.') });
export const resolveInput = z.object({ caseId, resolution: words('Say how it was put right.') });
export const reopenInput = z.object({ caseId, note: words('Say why it is taken up again.') });
export const assignInput = z.object({ caseId, ownerId: z.uuid('Choose a person.') });

export const remedies = ['refund', 'discount', 'replacement', 'gift'] as const;
export const remedyWords: Record<(typeof remedies)[number], string> = {
  refund: 'Refund',
  discount: 'Discount on the next booking',
  replacement: 'Serve again free of charge',
  gift: 'Gift',
};
export const remedyInput = z.object({
  caseId,
  remedy: z.enum(remedies, { error: 'Choose what the customer is offered.' }),
  /** As typed; read with the company's currency. */
  amount: z.string().trim().min(1, 'What does it cost us?'),
  note: words('Say what exactly is offered.', 500),
});
export const decisionInput = z.object({ caseId, eventId: z.uuid(), approve: z.boolean() });
export const openInput = z.object({
  bookingId: z.uuid(),
  summary: words('Say what went wrong.', 500),
});
