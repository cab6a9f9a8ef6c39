import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { onlineKeys } from '@/db/schema/checkouts';
import { escalate } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { checkoutSettled } from '@/lib/alerts/happenings';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { announcePaid } from '../../events';
import { lockBooking } from '../../load';
import { mayPay } from '../../rules';
import { receive } from '../payments';
import { sealedKey } from './keys';
import { payAddress } from './link';
import { openLocked } from './open-checkout';
import { mayEndHeld } from './rules';
import { assignInput, keyInput, linkInput, returnInput } from './schema';
import { change, lockCheckout } from './settle';

/** Sets the key with which the company is paid online. It is sealed, and nobody reads it again. */
export const saveOnlineKey = command({
  name: 'save online key',
  permission: 'settings.write',
  input: keyInput,
  output: nothing,
  before: requireRecentAuth,
  write: async (tx, { secretKey }, { companyId }, at) => {
    const values = { ...sealedKey(secretKey, companyId), savedAt: at };
    await tx
      .insert(onlineKeys)
      .values({ companyId, ...values })
      .onConflictDoUpdate({ target: onlineKeys.companyId, set: values });
  },
});

/** Takes the key away: customers see how to pay otherwise, and what is still open isn't asked about any more. */
export const removeOnlineKey = command({
  name: 'remove online key',
  permission: 'settings.write',
  input: z.object({}),
  output: nothing,
  before: requireRecentAuth,
  write: (tx, _input, { companyId }) => tx.delete(onlineKeys).where(eq(onlineKeys.companyId, companyId)),
});

/** Makes a link by which a customer pays the deposit, all that is left, or an amount. The same again is the same link. */
export const makePayLink = command({
  name: 'make pay link',
  permission: 'payments.record',
  input: linkInput,
  output: z.object({ id: z.uuid(), amount: z.number(), link: z.string() }),
  write: async (tx, { bookingId, purpose, amount }, actor, at) => {
    const { companyId, userId } = actor;
    if (purpose === 'amount' && amount === undefined) throw new Refusal('invalid', 'Enter the amount.');
    const wish = purpose === 'amount' ? { purpose, amount: amount ?? 0 } : { purpose };
    const made = await escalate(actor, tx, () =>
      openLocked(tx, { companyId, bookingId, userId, openedBy: 'office', ...wish }, at),
    );
    return { ...made, link: payAddress({ companyId, id: made.id }) };
  },
});

/** Gives held money to a booking of the same customer that takes so much: then it is a payment with its receipt. */
export const assignHeld = command({
  name: 'assign held money',
  permission: 'payments.return',
  input: assignInput,
  output: z.object({ receiptId: z.uuid() }),
  write: (tx, { checkoutId, bookingId }, actor, at) =>
    escalate(actor, tx, async () => {
      const locked = await lockCheckout(tx, { id: checkoutId });
      if (!locked) throw notFound('payment');
      const { checkout, booking } = locked;
      mustAllow(mayEndHeld(checkout));
      const target = bookingId === booking.id ? booking : await lockBooking(tx, bookingId);
      if (target.customerId !== booking.customerId)
        throw new Refusal('conflict', 'This is an event of somebody else. Choose one of the same customer.');
      const { came, method, paidAt, reference, companyId } = checkout;
      if (came === null || method === null || paidAt === null) throw new Error('Held money that never came');
      mustAllow(mayPay(target, came));
      const { receiptId, paymentIds } = await receive(tx, {
        ...{
          companyId,
          parts: [{ bookingId, amount: came }],
          method,
          reference,
          receivedAt: paidAt,
          recordedBy: actor.userId,
        },
      });
      await change(tx, checkout, { paymentId: paymentIds[0] ?? null, heldEnd: 'assigned', heldEndedAt: at });
      await endAlerts(tx, companyId, checkoutSettled(checkoutId));
      return { receiptId };
    }),
  after: ({ receiptId }, { companyId }, { bookingId }) => announcePaid({ companyId, bookingId }, receiptId),
});

/** Notes that held money was given back, and how. */
export const returnHeld = command({
  name: 'return held money',
  permission: 'payments.return',
  input: returnInput,
  output: nothing,
  write: (tx, { checkoutId, note }, actor, at) =>
    escalate(actor, tx, async () => {
      const locked = await lockCheckout(tx, { id: checkoutId });
      if (!locked) throw notFound('payment');
      mustAllow(mayEndHeld(locked.checkout));
      await change(tx, locked.checkout, { heldEnd: 'given_back', heldNote: note, heldEndedAt: at });
      await endAlerts(tx, actor.companyId, checkoutSettled(checkoutId));
    }),
});
