import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { payments, receipts } from '@/db/schema/money';
import { escalate, type OfficeActor, type Tx } from '@/db/session';
import { command, nothing } from '@/lib/platform/command';
import { mustAllow, notFound, Refusal, refuseField } from '@/lib/platform/errors';
import { dayKey } from '@/lib/platform/format/dates';
import { formatMoney } from '@/lib/platform/format/money';
import { loadPricing, type Pricing } from '@/lib/pricing/queries';
import { announcePaid } from '../events';
import { leftToPay } from '../left-to-pay';
import { lockBooking, lockBookings } from '../load';
import { toInstant } from '../local-time';
import { mayPay } from '../rules';
import { findParkedRefund } from './online/give-back';
import { mayRefund, mayVoid } from './rules';
import { paymentInput, refundInput, voidInput } from './schema';

/**
 * Records money that was received, for one booking or for several of one customer: one receipt, a payment for each. Refuses
 * more than what is left to pay, a day to come and bookings of somebody else.
 */
export const recordPayment = command({
  name: 'record payment',
  permission: 'payments.record',
  input: paymentInput,
  output: z.object({ paid: z.number(), receiptId: z.uuid() }),
  write: (tx, { bookingId, amount, others, ...money }, actor, at) =>
    recordParts(tx, [{ bookingId, amount }, ...others], money, actor, at),
  after: async ({ receiptId }, { companyId }, { bookingId, others }) => {
    for (const part of [{ bookingId }, ...others])
      await announcePaid({ companyId, bookingId: part.bookingId }, receiptId);
  },
});

type Part = { bookingId: string; amount: number };

/** The same within the transaction of a larger command, which announces each booking as paid after the commit. */
export async function recordParts(
  tx: Tx,
  parts: readonly Part[],
  {
    method,
    reference,
    receivedOn,
  }: Pick<z.output<typeof paymentInput>, 'method' | 'reference' | 'receivedOn'>,
  { companyId, userId }: OfficeActor,
  at: Date,
) {
  const pricing = await loadPricing(tx);
  const receivedAt = whenReceived(receivedOn, pricing, at);
  const found = await lockInOrder(tx, parts);
  const [first] = found;
  if (!first) throw notFound('booking');
  for (const [place, booking] of found.entries()) {
    if (booking.customerId !== first.customerId)
      throw new Refusal('conflict', 'One receipt is for one customer. Record the other payment by itself.');
    const amount = parts[place]?.amount ?? 0;
    refuseMore(booking, amount, { pricing, field: place === 0 ? 'amount' : 'otherAmount' });
  }
  const { receiptId } = await receive(tx, {
    ...{ companyId, parts, method, reference: reference ?? null, receivedAt, recordedBy: userId },
  });
  return { paid: first.paid + (parts[0]?.amount ?? 0), receiptId };
}

type Came = {
  companyId: string;
  parts: readonly Part[];
  method: (typeof payments.$inferInsert)['method'];
  reference: string | null;
  receivedAt: Date;
  /** Nobody where a provider told us. */
  recordedBy: string | null;
};

/** Writes money that came with its one receipt. The bookings are locked, and that so much may come is decided before. */
export async function receive(tx: Tx, { companyId, parts, ...money }: Came) {
  const receiptId = v7();
  await tx.insert(receipts).values({ id: receiptId, companyId });
  const rows = parts.map((part) => ({ id: v7(), companyId, receiptId, ...part, ...money }));
  await tx.insert(payments).values(rows);
  return { receiptId, paymentIds: rows.map(({ id }) => id) };
}

/** The bookings of a payment in its order, locked. */
async function lockInOrder(tx: Tx, parts: readonly { bookingId: string }[]) {
  const ids = [...new Set(parts.map(({ bookingId }) => bookingId))];
  if (ids.length < parts.length) throw new Refusal('invalid', 'Name each booking once.');
  const rows = await lockBookings(tx, ids);
  return parts.map(({ bookingId }) => {
    const row = rows.find(({ id }) => id === bookingId);
    if (!row) throw notFound('booking');
    return row;
  });
}

function refuseMore(
  booking: Parameters<typeof mayPay>[0],
  amount: number,
  { pricing: { currency, locale }, field }: { pricing: Pricing; field: string },
) {
  const decision = mayPay(booking, amount);
  if (!decision.ok && decision.code === 'invalid')
    throw refuseField(
      field,
      `${decision.reason} ${formatMoney(leftToPay(booking), currency, locale)} is left to pay.`,
    );
  mustAllow(decision);
}

/** The instant of a day on which money came: now where it is today's, else the noon of that day. Throws Refusal. */
function whenReceived(day: string | undefined, { timeZone }: Pricing, at: Date): Date {
  const today = dayKey(at, timeZone);
  if (!day || day === today) return at;
  const noon = toInstant(`${day}T12:00`, timeZone);
  if (!noon) throw refuseField('receivedOn', 'Choose the day on which it came.');
  if (day > today)
    throw refuseField('receivedOn', 'This day is still to come. Record money once it is there.');
  return noon;
}

/**
 * Gives back a payment or a part of it. Refuses more than what is left of it, and the amount that the provider told of already unless
 * somebody says that it is other money (`again`).
 */
export const refundPayment = command({
  name: 'refund payment',
  permission: 'payments.return',
  input: refundInput,
  output: nothing,
  write: async (tx, { paymentId, amount, again, method, reference, reason }, actor, at) => {
    const { companyId, userId } = actor;
    const payment = await lockPayment(tx, paymentId);
    const back = await tx
      .select({ amount: payments.amount, recordedBy: payments.recordedBy })
      .from(payments)
      .where(eq(payments.refunds, paymentId));
    const returned = back.reduce((sum, one) => sum + one.amount, 0);
    const decision = mayRefund(payment, returned, amount);
    if (!decision.ok && decision.code === 'invalid') {
      const { currency, locale } = await loadPricing(tx);
      const left = formatMoney(payment.amount - returned, currency, locale);
      throw refuseField('amount', `${decision.reason} ${left} is left of it.`);
    }
    mustAllow(decision);
    if (!again && back.some((one) => one.recordedBy === null && one.amount === amount))
      throw refuseField(
        'again',
        'The provider has told of this amount going back, and it is recorded. Say here if this is other money.',
      );
    const { bookingId } = payment;
    const toldBy = await escalate(actor, tx, () => findParkedRefund(tx, paymentId, amount));
    await tx.insert(payments).values({
      ...{ companyId, bookingId, amount, method, reference, reason, toldBy: toldBy ?? null },
      ...{ status: 'refunded', refunds: paymentId, receivedAt: at, recordedBy: userId },
    });
  },
});

/** Declares a receipt void with all that it was for: it was a slip, and no money came. */
export const voidReceipt = command({
  name: 'void receipt',
  permission: 'payments.return',
  input: voidInput,
  output: nothing,
  write: async (tx, { receiptId, reason }, { userId }, at) => {
    const of = eq(payments.receiptId, receiptId);
    const parts = await tx
      .select({ id: payments.id, bookingId: payments.bookingId })
      .from(payments)
      .where(of);
    if (parts.length === 0) throw notFound('receipt');
    // Bookings first, as everybody locks who pays or gives back.
    await lockInOrder(tx, parts);
    const [receipt] = await tx.select().from(receipts).where(eq(receipts.id, receiptId)).for('update');
    if (!receipt) throw notFound('receipt');
    const ids = parts.map(({ id }) => id);
    const back = await tx
      .select({ id: payments.id })
      .from(payments)
      .where(inArray(payments.refunds, ids))
      .limit(1);
    mustAllow(mayVoid(receipt, back.length > 0));
    await tx
      .update(payments)
      .set({ status: 'void', reason })
      .where(and(of, eq(payments.status, 'received')));
    await tx
      .update(receipts)
      .set({ voidReason: reason, voidedBy: userId, voidedAt: at })
      .where(eq(receipts.id, receiptId));
  },
});

/** A payment with its booking locked, by which everybody waits who moves this booking's money. Throws not_found. */
async function lockPayment(tx: Tx, id: string) {
  const mine = eq(payments.id, id);
  const [place] = await tx.select({ bookingId: payments.bookingId }).from(payments).where(mine);
  if (!place) throw notFound('payment');
  await lockBooking(tx, place.bookingId);
  const [payment] = await tx.select().from(payments).where(mine);
  if (!payment) throw notFound('payment');
  return payment;
}
