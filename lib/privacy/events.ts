import 'server-only';
import { eventType } from 'inngest';
import { z } from 'zod';
import { sendEvents } from '@/lib/inngest/send-events';

const schema = z.object({ companyId: z.uuid(), erasureId: z.uuid() });
export type ErasureRef = z.infer<typeof schema>;

/** A customer is to be anonymised. */
export const erasureAskedEvent = eventType('privacy/erasure.asked', { schema });

/** After the commit; a lost one is found by the watch, which goes by the row. `at` tells one time from another. */
export const announceErasure = (data: ErasureRef, at: Date): Promise<void> =>
  sendEvents(erasureAskedEvent.create(data, { id: `erasure-${data.erasureId}-${at.getTime()}` }));
