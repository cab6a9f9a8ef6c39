import { z } from 'zod';
import { erasureReasons } from '@/db/enums';
import { requiredText } from '@/lib/platform/text';

export const eraseForm = z.object({
  why: z.enum(erasureReasons, { error: 'Choose why.' }),
  typed: requiredText({ missing: 'Type the customer’s name.', most: 200 }),
});
export const eraseInput = eraseForm.extend({ customerId: z.uuid() });

export const holdForm = z.object({
  reason: requiredText({ missing: 'Say why their data must be kept.', most: 300 }),
});
export const holdInput = z.object({ customerId: z.uuid(), reason: holdForm.shape.reason.nullable() });
