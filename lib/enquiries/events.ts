import 'server-only';
import { eventType } from 'inngest';
import { z } from 'zod';
import { sendEvents } from '@/lib/inngest/send-events';

const schema = z.object({ companyId: z.uuid(), enquiryId: z.uuid() });

/** Somebody asked, and the office was not there. */
export const enquiryReceivedEvent = eventType('enquiries/enquiry.received', { schema });

/** After the commit; a lost one is found by the watch, which goes by the record. */
export async function announceEnquiry(data: z.infer<typeof schema>): Promise<void> {
  await sendEvents(enquiryReceivedEvent.create(data, { id: `enquiry-${data.enquiryId}` }));
}
