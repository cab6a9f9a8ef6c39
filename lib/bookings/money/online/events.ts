import 'server-only';
import { createHash } from 'node:crypto';
import { eventType } from 'inngest';
import { z } from 'zod';
import { sendEvents } from '@/lib/inngest/send-events';
import { announcePaid } from '../../events';
import type { Outcome } from './settle-checkout';

const schema = z.object({ companyId: z.uuid(), checkoutId: z.uuid() });

/** What was told of a payment isn't what was asked for: the provider is asked itself. */
export const checkoutDoubtedEvent = eventType('bookings/checkout.doubted', { schema });

/** Has the provider asked at once; `because` tells doubts of one checkout apart. Lost, the sweep asks. */
export async function announceDoubt(data: z.infer<typeof schema>, because: string): Promise<void> {
  const digest = createHash('sha256').update(because).digest('hex').slice(0, 16);
  await sendEvents(checkoutDoubtedEvent.create(data, { id: `doubted-${data.checkoutId}-${digest}` }));
}

/** Tells that bookings were paid for, where that is what became of a fact; after its commit. */
export async function announceTaken(companyId: string, outcome: Outcome | undefined): Promise<void> {
  if (outcome?.outcome !== 'taken' || !outcome.paid) return;
  const { bookingIds, receiptId } = outcome.paid;
  for (const bookingId of bookingIds) await announcePaid({ companyId, bookingId }, receiptId);
}
