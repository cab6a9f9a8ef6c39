import 'server-only';
import { eventType } from 'inngest';
import { z } from 'zod';
import { sendEvents } from '@/lib/inngest/send-events';

const schema = z.object({
  companyId: z.uuid(),
  importId: z.uuid(),
  step: z.enum(['checking', 'writing', 'undoing']),
});
export type ImportStep = z.infer<typeof schema>;

/** A manager sent an import on to its next step. */
export const importSentOnEvent = eventType('imports/import.sent_on', { schema });

/** After the commit; a lost one is found by the watch, which goes by the record. `at` tells one time from another. */
export async function announceStep(data: ImportStep, at: Date): Promise<void> {
  await sendEvents(
    importSentOnEvent.create(data, { id: `import-${data.importId}-${data.step}-${at.getTime()}` }),
  );
}
