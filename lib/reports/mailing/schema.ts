import { z } from 'zod';
import { eventTypes, reportKeys, reportRhythms } from '@/db/enums';

/** What a report is of alone. */
const narrowed = z
  .strictObject({
    type: z.enum(eventTypes),
    customer: z.uuid(),
    venue: z.string().min(1).max(200),
    category: z.uuid(),
    dish: z.uuid(),
  })
  .partial();
export type Narrowed = z.output<typeof narrowed>;

/** Which report, how often, at which hour of the company's clock, and what it is of alone. */
export const scheduleInput = z.object({
  report: z.enum(reportKeys, 'Choose a report.'),
  every: z.enum(reportRhythms),
  hour: z.coerce.number().int().min(0).max(23),
  narrowed: narrowed.default({}),
});
export const pauseInput = z.object({ id: z.uuid(), paused: z.boolean() });
export const removeInput = z.object({ id: z.uuid() });
