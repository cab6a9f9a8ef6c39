import type { KindTable } from '@/lib/messaging/kinds';

/** Says that an enquiry arrived; whoever opted out gets it no more than anything else. */
export const enquiryKinds = { enquiry_received: {} } satisfies Partial<KindTable>;
