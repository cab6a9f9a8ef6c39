import 'server-only';
import { eq } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { escalate, type OfficeActor, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { bookingEnded } from '@/lib/alerts/happenings';
import { may } from '@/lib/auth/permissions';
import { releaseVoucher } from '@/lib/cases/vouchers';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, refuseField } from '@/lib/platform/errors';
import { announceBooking } from '../events';
import { lockBooking } from '../load';
import { creditDownTo } from '../money/invoices';
import { mayAdvance } from '../rules';
import { askCancellation } from './queries';
import { mayAsk } from './rules';
import { bookingCancel, type CallOff } from './schema';

/**
 * Calls a booking off, with the reason and what is still asked for it: by its terms, or what a manager says with why. Throws
 * Refusal.
 */
export const cancelBooking = command({
  name: 'cancel booking',
  permission: 'bookings.cancel',
  input: bookingCancel,
  output: nothing,
  write: (tx, input, actor, at) => callOff(tx, input, actor, at),
  after: (_, { companyId }, { id }) => announceBooking('cancelled', { companyId, bookingId: id }),
});

/**
 * The same within the transaction of a larger command, by the terms where nothing else is said; announce it after the commit. What
 * was billed is credited down to what is asked.
 */
export async function callOff(
  tx: Tx,
  { id, reason, fee, feeReason = null }: CallOff,
  actor: OfficeActor,
  at: Date,
): Promise<void> {
  const stored = await lockBooking(tx, id);
  mustAllow(mayAdvance({ ...stored, menuLines: 0 }, 'cancelled', at));
  const [terms] = await askCancellation(tx, { id, now: at.toISOString() });
  const byTerms = terms?.fee ?? 0;
  const asked = { fee: fee ?? byTerms, feeReason };
  const decision = mayAsk(asked, {
    byTerms,
    total: stored.total,
    manager: may(actor.role, 'bookings.overrule'),
  });
  if (!decision.ok && decision.code === 'invalid')
    throw refuseField(asked.fee > stored.total ? 'fee' : 'feeReason', decision.reason);
  mustAllow(decision);
  await tx
    .update(bookings)
    .set({
      ...{ status: 'cancelled', cancelReason: reason, cancelledAt: at, cancellationFee: asked.fee },
      feeReason: asked.fee === byTerms ? null : feeReason,
    })
    .where(eq(bookings.id, id));
  await escalate(actor, tx, async () => {
    await creditDownTo(tx, { bookingId: id, left: asked.fee, reason }, actor, at);
    await releaseVoucher(tx, id);
    await endAlerts(tx, actor.companyId, bookingEnded(id));
  });
}
