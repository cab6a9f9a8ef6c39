import { z } from 'zod';
import { reportKeys, reportRhythms } from '@/db/enums';

/** Which report, how often, and at which hour of the company's clock. */
export const scheduleInput = z.object({
  report: z.enum(reportKeys, 'Choose a report.'),
  every: z.enum(reportRhythms),
  hour: z.coerce.number().int().min(0).max(23),
});
export const pauseInput = z.object({ id: z.uuid(), paused: z.boolean() });
export const removeInput = z.object({ id: z.uuid() });
