import 'server-only';
import { z } from 'zod';
import { command } from '@/lib/platform/command';
import { Refusal } from '@/lib/platform/errors';
import { loadPricing } from '@/lib/pricing/queries';
import { inputOf } from '../form-values';
import { loadLines, lockBooking } from '../load';
import { saveEdit } from '../mutations';
import { finalCountInput } from '../schema';

/**
 * Records the final count of an agreed event as it was told: lines that follow the guests follow it, and so does the price.
 * Staff may too, since it is the customer's word. Once it is due it may only rise, except by a manager with a reason. Throws
 * Refusal, with `override` where a reason would do.
 */
export const recordFinalCount = command({
  name: 'record final count',
  permission: 'bookings.update',
  input: finalCountInput,
  output: z.object({ id: z.uuid(), version: z.number() }),
  write: async (tx, { id, guaranteedGuests, overLimits }, actor, at) => {
    const stored = await lockBooking(tx, id);
    if (stored.status !== 'confirmed' && stored.status !== 'in_progress')
      throw new Refusal('conflict', 'A final count belongs to a confirmed booking that isn’t completed.');
    const lines = await loadLines(tx, id);
    const pricing = await loadPricing(tx);
    const input = { ...inputOf(stored, lines, pricing.timeZone), guaranteedGuests, overLimits };
    return saveEdit(tx, actor, { stored, lines, pricing, input, at });
  },
});
