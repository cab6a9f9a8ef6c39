import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { onlineKeys } from '@/db/schema/checkouts';
import { escalate, type OfficeActor, type Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { checkoutSettled } from '@/lib/alerts/happenings';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal } from '@/lib/platform/errors';
import { requireRecentAuth } from '@/lib/platform/recent-auth';
import { announcePaid } from '../../events';
import { inTime, lockBookings } from '../../load';
import { lockParts } from '../../occasions/load';
import { splitPayment } from '../../occasions/sums';
import { receive } from '../payments';
import { sealedKey } from './keys';
import { payAddress } from './link';
import { openLocked } from './open-checkout';
import { mayEndHeld } from './rules';
import { assignInput, keyInput, linkInput, occasionLinkInput, returnInput } from './schema';
import { change, lockCheckout, mayLay } from './settle-checkout';

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

const madeLink = z.object({ id: z.uuid(), amount: z.number(), link: z.string() });

/** Makes a link by which a customer pays the deposit, all that is left, or an amount. The same again is the same link. */
export const makePayLink = command({
  name: 'make pay link',
  permission: 'payments.record',
  input: linkInput,
  output: madeLink,
  write: async (tx, { bookingId, purpose, amount }, actor, at) => {
    return openForOffice(tx, { bookingIds: [bookingId], purpose, amount }, actor, at);
  },
});

/**
 * The same for all events of an occasion at once: one payment with one receipt, laid onto them as money for the whole that the
 * office records. Throws Refusal.
 */
export const makeOccasionPayLink = command({
  name: 'make pay link for occasion',
  permission: 'payments.record',
  input: occasionLinkInput,
  output: madeLink,
  write: async (tx, { occasionId, purpose, amount }, actor, at) => {
    const parts = await lockParts(tx, occasionId);
    return openForOffice(tx, { bookingIds: parts.map(({ id }) => id), purpose, amount }, actor, at);
  },
});

type PaymentWanted = Pick<z.output<typeof linkInput>, 'purpose' | 'amount'> & {
  bookingIds: readonly string[];
};

async function openForOffice(
  tx: Tx,
  { bookingIds, purpose, amount }: PaymentWanted,
  actor: OfficeActor,
  at: Date,
) {
  const { companyId, userId } = actor;
  if (purpose === 'amount' && amount === undefined) throw new Refusal('invalid', 'Enter the amount.');
  const wish = purpose === 'amount' ? { purpose, amount: amount ?? 0 } : { purpose };
  const made = await escalate(actor, tx, () =>
    openLocked(tx, { companyId, bookingIds, userId, openedBy: 'office', ...wish }, at),
  );
  return { ...made, link: payAddress({ companyId, id: made.id }) };
}

/**
 * Gives held money to a booking of the same customer that takes so much, or to the events that it was asked for: then it is a
 * payment with its receipt. Throws Refusal.
 */
export const assignHeld = command({
  name: 'assign held money',
  permission: 'payments.return',
  input: assignInput,
  output: z.object({ receiptId: z.uuid() }),
  write: (tx, { checkoutId, bookingId }, actor, at) =>
    escalate(actor, tx, async () => {
      const locked = await lockCheckout(tx, { id: checkoutId });
      if (!locked) throw notFound('payment');
      const { checkout, events } = locked;
      mustAllow(mayEndHeld(checkout));
      const meant = bookingId === null ? events : inTime(await lockBookings(tx, [bookingId]));
      if (meant.length === 0) throw notFound('booking');
      if (meant.some(({ customerId }) => customerId !== events[0]?.customerId))
        throw new Refusal('conflict', 'This is an event of somebody else. Choose one of the same customer.');
      const { came, method, paidAt, reference, companyId } = checkout;
      if (came === null || method === null || paidAt === null) throw new Error('Held money that never came');
      mustAllow(mayLay(meant, came));
      const parts = splitPayment(meant, came);
      const { receiptId, paymentIds } = await receive(tx, {
        ...{
          companyId,
          parts,
          method,
          reference,
          receivedAt: paidAt,
          recordedBy: actor.userId,
        },
      });
      await change(tx, checkout, { paymentId: paymentIds[0] ?? null, heldEnd: 'assigned', heldEndedAt: at });
      await endAlerts(tx, companyId, checkoutSettled(checkoutId));
      return { receiptId, paid: parts.map((part) => part.bookingId) };
    }),
  after: async ({ receiptId, paid }, { companyId }) => {
    for (const bookingId of paid) await announcePaid({ companyId, bookingId }, receiptId);
  },
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
