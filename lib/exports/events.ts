import 'server-only';
import { eventType } from 'inngest';
import { z } from 'zod';
import { sendEvents } from '@/lib/inngest/send-events';

const schema = z.object({ companyId: z.uuid(), exportId: z.uuid() });
export type ExportRef = z.infer<typeof schema>;

/** Somebody wants a list as a file. */
export const exportAskedEvent = eventType('exports/export.asked', { schema });

/** After the commit; a lost one is found by the watch, which goes by the row. `at` tells one time from another. */
export const announceExport = (data: ExportRef, at: Date): Promise<void> =>
  sendEvents(exportAskedEvent.create(data, { id: `export-${data.exportId}-${at.getTime()}` }));
