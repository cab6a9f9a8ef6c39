import 'server-only';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { bookings } from '@/db/schema/bookings';
import { checkouts, providerEvents } from '@/db/schema/checkouts';
import { payments } from '@/db/schema/money';
import type { Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { checkoutSettled } from '@/lib/alerts/happenings';
import { mayRefund } from '../rules';
import { matchRefund, takeBack } from './rules';

type Checkout = typeof checkouts.$inferSelect;
type Back = { amount: number; reason: string; now: Date; word?: string | undefined };

/**
 * Money of a checkout that went back: a refund of its payments, or the end of what was held. Gives how much, minor units, at most
 * what is left; `word` is by which the provider's news of it is known.
 */
export async function giveBack(tx: Tx, checkout: Checkout, back: Back): Promise<number> {
  if (!checkout.paymentId) return endHeld(tx, checkout, back);
  const { came, left } = await loadPayments(tx, checkout.paymentId);
  const amount = Math.min(back.amount, left);
  await insertRefunds(tx, checkout, came, { ...back, amount });
  return amount;
}

/**
 * The same for what the provider tells of, all of it or nothing. What was recorded by hand already counts once: one of the same
 * payment and amount is that one. Gives why a person has to look where that can't be said.
 */
export async function giveBackAsTold(
  tx: Tx,
  checkout: Checkout,
  told: Pick<Back, 'amount' | 'word' | 'now'>,
): Promise<string | undefined> {
  const known = 'The provider gave money back that is recorded as given back already, or more than came.';
  const back = { ...told, reason: 'Given back on the provider’s pages.' };
  if (!checkout.paymentId)
    return told.amount === checkout.came && (await endHeld(tx, checkout, back)) > 0 ? undefined : known;
  const { came, left, refunds } = await loadPayments(tx, checkout.paymentId);
  const match = matchRefund(refunds, told.amount);
  if (match.is === 'unsure')
    return 'The provider gave money back, and another amount was recorded by hand. If it is the same money, record the difference; if not, record this too.';
  if (match.is === 'same') {
    await tx
      .update(payments)
      .set({ toldBy: told.word ?? null })
      .where(eq(payments.id, match.id));
    return undefined;
  }
  if (told.amount > left) return known;
  // Of which event a part was given back only a person can say.
  if (told.amount < left && came.length > 1)
    return 'The provider gave back a part of a payment for several events. Record on its receipt for which event.';
  await insertRefunds(tx, checkout, came, back);
  return undefined;
}

async function endHeld(tx: Tx, checkout: Checkout, { reason, now }: Back): Promise<number> {
  const { id, companyId, heldWhy, heldEndedAt, came } = checkout;
  if (heldWhy === null || heldEndedAt) return 0;
  await tx
    .update(checkouts)
    .set({ heldEnd: 'given_back', heldEndedAt: now, heldNote: reason })
    .where(eq(checkouts.id, id));
  await endAlerts(tx, companyId, checkoutSettled(id));
  return came ?? 0;
}

/** What a checkout came as: the payments of its receipt in the order of their events, with what of each can still go back. */
async function loadPayments(tx: Tx, id: string) {
  const [one] = await tx.select({ receiptId: payments.receiptId }).from(payments).where(eq(payments.id, id));
  const rows = await tx
    .select({ payment: payments })
    .from(payments)
    .innerJoin(bookings, and(eq(bookings.companyId, payments.companyId), eq(bookings.id, payments.bookingId)))
    .where(one?.receiptId ? eq(payments.receiptId, one.receiptId) : eq(payments.id, id))
    .orderBy(asc(bookings.startsAt), asc(bookings.id));
  const refunds = await tx
    .select({
      ...{ id: payments.id, amount: payments.amount, refunds: payments.refunds },
      ...{ recordedBy: payments.recordedBy, toldBy: payments.toldBy },
    })
    .from(payments)
    .where(
      and(
        inArray(
          payments.refunds,
          rows.map(({ payment }) => payment.id),
        ),
        eq(payments.status, 'refunded'),
      ),
    )
    .orderBy(asc(payments.createdAt), asc(payments.id));
  const came = rows.map(({ payment }) => {
    const gone = refunds.reduce((sum, back) => (back.refunds === payment.id ? sum + back.amount : sum), 0);
    const room = payment.amount - gone;
    return { ...payment, left: room > 0 && mayRefund(payment, gone, room).ok ? room : 0 };
  });
  return { came, refunds, left: came.reduce((sum, { left }) => sum + left, 0) };
}

type Came = Awaited<ReturnType<typeof loadPayments>>['came'];

async function insertRefunds(
  tx: Tx,
  { companyId, reference }: Checkout,
  came: Came,
  { amount, reason, now, word }: Back,
): Promise<void> {
  for (const [at, part] of takeBack(came, amount).entries()) {
    const of = came.find(({ id }) => id === part.id);
    if (!of) continue;
    await tx.insert(payments).values({
      ...{ companyId, bookingId: of.bookingId, amount: part.amount, method: of.method, reference, reason },
      // The word explains all of them, and is kept once.
      toldBy: at === 0 ? (word ?? null) : null,
      ...{ status: 'refunded', refunds: of.id, receivedAt: now },
    });
  }
}

/**
 * The word of the provider that a refund recorded by hand explains: one of this payment and amount of which nothing was booked
 * because a person had to look. With the rights of the automation.
 */
export async function findParkedRefund(
  tx: Tx,
  paymentId: string,
  amount: number,
): Promise<string | undefined> {
  const [found] = await tx
    .select({ identity: providerEvents.identity })
    .from(providerEvents)
    .innerJoin(
      checkouts,
      and(eq(checkouts.companyId, providerEvents.companyId), eq(checkouts.id, providerEvents.checkoutId)),
    )
    .where(
      and(
        // Also where it is another payment of the same receipt.
        sql`${checkouts.paymentId} in (select o.id from payments p join payments o on o.company_id = p.company_id
          and o.receipt_id = p.receipt_id where p.id = ${paymentId})`,
        eq(providerEvents.kind, 'refund.processed'),
        eq(providerEvents.outcome, 'parked'),
        sql`${providerEvents.raw} -> 'data' ->> 'amount' = ${String(amount)}`,
        sql`${providerEvents.raw} -> 'data' ->> 'currency' = ${checkouts.currency}`,
        sql`not exists (select from ${payments} p where p.company_id = ${providerEvents.companyId} and p.told_by = ${providerEvents.identity})`,
      ),
    )
    .orderBy(asc(providerEvents.receivedAt))
    .limit(1);
  return found?.identity;
}
