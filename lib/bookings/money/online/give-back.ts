import 'server-only';
import { and, asc, eq, sql } from 'drizzle-orm';
import { checkouts, providerEvents } from '@/db/schema/checkouts';
import { payments } from '@/db/schema/money';
import type { Tx } from '@/db/session';
import { endAlerts } from '@/lib/alerts/alerts';
import { checkoutSettled } from '@/lib/alerts/happenings';
import { mayRefund } from '../rules';
import { matchRefund } from './rules';

type Checkout = typeof checkouts.$inferSelect;
type Back = { amount: number; reason: string; now: Date; word?: string | undefined };

/**
 * Money of a checkout that went back: a refund of its payment, or the end of what was held. Gives how much, minor units, at most
 * what is left; `word` is by which the provider's news of it is known.
 */
export async function giveBack(tx: Tx, checkout: Checkout, back: Back): Promise<number> {
  if (!checkout.paymentId) return endHeld(tx, checkout, back);
  const found = await loadPayment(tx, checkout.paymentId);
  if (!found) return 0;
  const { payment, gone } = found;
  const amount = Math.min(back.amount, payment.amount - gone);
  if (amount <= 0 || !mayRefund(payment, gone, amount).ok) return 0;
  await insertRefund(tx, checkout, payment, { ...back, amount });
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
  const found = await loadPayment(tx, checkout.paymentId);
  if (!found) return known;
  const { payment, gone, refunds } = found;
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
  if (!mayRefund(payment, gone, told.amount).ok) return known;
  await insertRefund(tx, checkout, payment, back);
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

async function loadPayment(tx: Tx, id: string) {
  const [payment] = await tx.select().from(payments).where(eq(payments.id, id));
  const refunds = await tx
    .select({
      ...{ id: payments.id, amount: payments.amount },
      ...{ recordedBy: payments.recordedBy, toldBy: payments.toldBy },
    })
    .from(payments)
    .where(and(eq(payments.refunds, id), eq(payments.status, 'refunded')))
    .orderBy(asc(payments.createdAt), asc(payments.id));
  return payment && { payment, refunds, gone: refunds.reduce((sum, { amount }) => sum + amount, 0) };
}

async function insertRefund(
  tx: Tx,
  { companyId, reference }: Checkout,
  { id, bookingId, method }: typeof payments.$inferSelect,
  { amount, reason, now, word }: Back,
): Promise<void> {
  await tx.insert(payments).values({
    ...{ companyId, bookingId, amount, method, reference, reason, toldBy: word ?? null },
    ...{ status: 'refunded', refunds: id, receivedAt: now },
  });
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
        eq(checkouts.paymentId, paymentId),
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
