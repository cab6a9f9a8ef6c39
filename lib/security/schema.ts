import { z } from 'zod';
import { requiredText } from '@/lib/platform/text';

const noteText = requiredText({
  missing: 'Say what it was, so that others know.',
  most: 1000,
  lines: true,
});
export const acknowledgeInput = z.object({ id: z.uuid(), note: noteText });

const order = 'The company closes after it opens.';
export const hoursInput = z
  .object({ opens: z.int().min(0).max(23), closes: z.int().min(1).max(24) })
  .refine(({ opens, closes }) => opens < closes, { path: ['closes'], error: order });
/** The same as two lists of hours have it. */
export const hoursForm = z
  .object({ opens: z.coerce.number<string>(), closes: z.coerce.number<string>() })
  .pipe(hoursInput);
