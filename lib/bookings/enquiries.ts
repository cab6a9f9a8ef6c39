import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { bookings } from '@/db/schema/bookings';
import { escalate } from '@/db/session';
import { mustBeWithin } from '@/lib/auth/rate-limit';
import { loadExemption } from '@/lib/customers/billing/queries';
import { command } from '@/lib/platform/command';
import { mustAllow } from '@/lib/platform/errors';
import { loadPricing } from '@/lib/pricing/queries';
import { loadLines, lockBooking } from './load';
import { madeBooking, planWithin, refuseStale } from './mutations';
import { mayEdit } from './rules';
import { enquiryInput, enquiryUpdate } from './schema';
import { eventColumns, writeLines, writePrice } from './write-booking';

/** Nobody plans more events than that in ten minutes; each one costs the office a look. */
const mostEnquiries = { limit: 10, windowSeconds: 600 };
const mostEdits = { limit: 60, windowSeconds: 600 };
const tooMany = 'That is a lot at once. Wait ten minutes, then go on; what you sent so far has arrived.';

/**
 * A client asks for an event. Their own role writes what they may write; the totals, worked out from the menu,
 * are written by the company's automation. The database takes each line's price from the menu whatever comes.
 */
export const createEnquiry = command({
  name: 'create enquiry',
  permission: 'portal.book',
  input: enquiryInput,
  output: madeBooking,
  before: ({ userId }) => mustBeWithin({ key: `enquiry:${userId}`, ...mostEnquiries }, tooMany),
  write: async (tx, input, actor, at) => {
    const { companyId, customerId, userId } = actor;
    const plan = await planWithin(tx, { input, exemption: await loadExemption(tx, customerId), now: at });
    const id = v7();
    const [row] = await tx
      .insert(bookings)
      .values({ ...eventColumns(input, plan), id, companyId, customerId, createdBy: userId })
      .returning({ reference: bookings.reference });
    await writeLines(tx, { companyId, bookingId: id, plan });
    await escalate(actor, tx, () => writePrice(tx, id, plan.price));
    return { id, reference: row?.reference ?? '' };
  },
});

/** A client changes their own enquiry while the caterer hasn't taken it up. Throws as `updateBooking` does. */
export const updateEnquiry = command({
  name: 'update enquiry',
  permission: 'portal.book',
  input: enquiryUpdate,
  output: z.object({ id: z.uuid() }),
  before: ({ userId }) => mustBeWithin({ key: `enquiry-edit:${userId}`, ...mostEdits }, tooMany),
  write: async (tx, input, actor, at) => {
    const stored = await lockBooking(tx, input.id);
    mustAllow(mayEdit(stored.status, actor.role));
    const lines = await loadLines(tx, stored.id);
    const pricing = await loadPricing(tx);
    refuseStale({ stored, lines, timeZone: pricing.timeZone, input });
    const plan = await planWithin(tx, { input, stored: { ...stored, lines }, pricing, now: at });
    await tx.update(bookings).set(eventColumns(input, plan)).where(eq(bookings.id, stored.id));
    await writeLines(tx, { companyId: actor.companyId, bookingId: stored.id, plan, terms: false });
    await escalate(actor, tx, () => writePrice(tx, stored.id, plan.price));
    return { id: stored.id };
  },
});
