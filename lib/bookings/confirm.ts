import 'server-only';
import { eq } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { escalate, type OfficeActor, type SystemActor, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { bookingConfirmed } from '@/lib/alerts/happenings';
import { mustAllow } from '@/lib/platform/errors';
import { loadPricing } from '@/lib/pricing/queries';
import { holdConfirmed } from './hold-slot';
import { countMenuLines } from './load';
import { mayAdvance } from './rules';

/**
 * Confirms a locked booking as it is: within the venue's time, the company's limits and its minimum order, which a manager
 * goes beyond with a reason. The one way for the office and for a customer who accepts a quote. Throws Refusal.
 */
export async function confirmLocked(
  tx: Tx,
  actor: OfficeActor | SystemActor,
  stored: typeof bookings.$inferSelect,
  { reason, at }: { reason?: string | null; at: Date },
): Promise<void> {
  mustAllow(mayAdvance({ ...stored, menuLines: await countMenuLines(tx, stored.id) }, 'confirmed', at));
  await holdConfirmed(tx, actor, { ...stored, reason, pricing: await loadPricing(tx) });
  await tx.update(bookings).set({ status: 'confirmed', confirmedAt: at }).where(eq(bookings.id, stored.id));
  await escalate(actor, tx, () => endAlerts(tx, actor.companyId, bookingConfirmed(stored.id)));
}
