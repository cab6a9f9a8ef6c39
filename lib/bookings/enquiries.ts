import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { bookings } from '@/db/schema/bookings';
import { type Actor, actAs, escalate } from '@/db/session';
import { authorise } from '@/lib/auth/authorise';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { mustAllow } from '@/lib/platform/errors';
import { loadPricing } from '@/lib/pricing/queries';
import { loadLines, lockBooking } from './load';
import { planWithin, refuseStale } from './mutations';
import { mayEdit } from './rules';
import type { EnquiryInput, EnquiryUpdate } from './schema';
import { eventColumns, writeLines, writePrice } from './write';

export type ClientActor = Extract<Actor, { role: 'client' }>;

/** Nobody plans more events than that in ten minutes; each one costs the office a look. */
const mostEnquiries = { limit: 10, windowSeconds: 600 };
const mostEdits = { limit: 60, windowSeconds: 600 };
const tooMany = 'That is a lot at once. Wait ten minutes, then go on; what you sent so far has arrived.';

/**
 * A client asks for an event. Their own role writes what they may write; the totals, worked out from the menu,
 * are written by the company's automation. The database takes each line's price from the menu whatever comes.
 */
export async function createEnquiry(
  actor: ClientActor,
  input: EnquiryInput,
): Promise<{ id: string; reference: string }> {
  authorise(actor, 'portal.book');
  const { companyId, customerId, userId } = actor;
  await mustBeWithin({ key: `enquiry:${userId}`, ...mostEnquiries }, tooMany);
  return await actAs(actor, async (tx) => {
    const plan = await planWithin(tx, { input });
    const id = v7();
    const [row] = await tx
      .insert(bookings)
      .values({ ...eventColumns(input, plan), id, companyId, customerId, createdBy: userId })
      .returning({ reference: bookings.reference });
    await writeLines(tx, { companyId, bookingId: id, plan });
    await escalate(actor, tx, () => writePrice(tx, id, plan.price));
    return { id, reference: row?.reference ?? '' };
  });
}

/** A client changes their own enquiry while the caterer hasn't taken it up. Throws as `updateBooking` does. */
export async function updateEnquiry(actor: ClientActor, input: EnquiryUpdate): Promise<void> {
  authorise(actor, 'portal.book');
  await mustBeWithin({ key: `enquiry-edit:${actor.userId}`, ...mostEdits }, tooMany);
  await actAs(actor, async (tx) => {
    const stored = await lockBooking(tx, input.id);
    mustAllow(mayEdit(stored.status, actor.role));
    const lines = await loadLines(tx, stored.id);
    const pricing = await loadPricing(tx);
    refuseStale({ stored, lines, timeZone: pricing.timeZone, input });
    const plan = await planWithin(tx, { input, stored: { ...stored, lines }, pricing });
    await tx.update(bookings).set(eventColumns(input, plan)).where(eq(bookings.id, stored.id));
    await writeLines(tx, { companyId: actor.companyId, bookingId: stored.id, plan });
    await escalate(actor, tx, () => writePrice(tx, stored.id, plan.price));
  });
}
