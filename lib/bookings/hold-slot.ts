import 'server-only';
import type { bookings } from '@/db/schema/bookings';
import type { OfficeActor, SystemActor, Tx } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';
import { formatEventTime } from '@/lib/platform/format/dates';
import type { Pricing } from '@/lib/pricing/queries';
import { holdCapacity } from './capacity/hold-capacity';
import { headsOf } from './heads';
import { findOverlap } from './load';
import { findMinimum } from './minimums/queries';
import { type Below, belowMinimum } from './minimums/rules';
import { findDepositMissing } from './schedule/queries';

type Slot = Pick<
  typeof bookings.$inferSelect,
  'id' | 'companyId' | 'venue' | 'startsAt' | 'endsAt' | 'guests' | 'serviceStyle'
> & {
  /** Why it may go over the company's limits. */
  reason?: string | null;
  pricing: Pricing;
  below?: readonly Below[];
};

/**
 * Takes a time at a venue and a place within the company's limits for a confirmed event, in the transaction that
 * confirms, moves or enlarges it. Of several at once each sees what the one before took. Throws Refusal.
 */
export async function holdSlot(tx: Tx, actor: OfficeActor | SystemActor, slot: Slot): Promise<void> {
  const other = await findOverlap(tx, slot);
  if (other)
    throw new Refusal(
      'conflict',
      `${slot.venue} is taken by ${other.reference} “${other.eventName}”, ${formatEventTime(other, slot.pricing)}. Change the time or the venue.`,
    );
  await holdCapacity(tx, actor, slot);
}

/**
 * The same for what is being confirmed, which also has to come to the company's minimum order: its lines less discounts
 * and its guests; and whose deposit has to be there where the company waits for it. What is confirmed already may shrink below it, since then it is the customer's event.
 */
export async function holdConfirmed(
  tx: Tx,
  actor: OfficeActor | SystemActor,
  booking: Slot &
    Pick<typeof bookings.$inferSelect, 'menuTotal' | 'serviceTotal' | 'discount' | 'deposit' | 'paid'> &
    Parameters<typeof headsOf>[0],
): Promise<void> {
  const { menuTotal, serviceTotal, discount, pricing } = booking;
  const { guests } = headsOf(booking);
  const ordered = { net: menuTotal + serviceTotal - discount, guests };
  const below = belowMinimum(await findMinimum(tx, booking), ordered, pricing);
  // A customer who accepts a quote is held to what the company says of quotes.
  if (actor.role !== 'system') below.push(...(await findDepositMissing(tx, booking)));
  await holdSlot(tx, actor, { ...booking, guests, below });
}
