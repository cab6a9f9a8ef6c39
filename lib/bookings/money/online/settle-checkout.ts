import 'server-only';
import { eq } from 'drizzle-orm';
import { checkoutParts, checkouts } from '@/db/schema/checkouts';
import type { Tx } from '@/db/session';
import { endAlerts, raiseAlert } from '@/lib/alerts/alerts';
import { checkoutSettled, disputeDecided } from '@/lib/alerts/happenings';
import type { Decision } from '@/lib/platform/errors';
import { formatMoney } from '@/lib/platform/format/money';
import { loadPricing } from '@/lib/pricing/queries';
import { moneyHeld, paidOnline, paymentDisputed, paymentDoubted, paymentReversed } from '../../alert-kinds';
import { inTime, lockBookings } from '../../load';
import { splitPayment } from '../../occasions/sums';
import { receive } from '../payments';
import { giveBack, giveBackAsTold } from './give-back';
import type { Charge, Dispute, Fact, Refund } from './provider';
import { cameAt, judgeCharge, judgeDispute, mayAsk } from './rules';

export type Checkout = typeof checkouts.$inferSelect;
export type Event = Awaited<ReturnType<typeof lockBookings>>[number];
type Locked = { checkout: Checkout /** What it is for, in the order of their time. */; events: Event[] };
/** What became of a fact: booked or noted, known already, or left to a person; `paid` where it paid for bookings. */
export type Outcome =
  | { outcome: 'taken'; paid?: { bookingIds: string[]; receiptId: string } }
  | { outcome: 'nothing_new' }
  | { outcome: 'parked'; reason: string };

const taken: Outcome = { outcome: 'taken' };
const nothingNew: Outcome = { outcome: 'nothing_new' };

/** A checkout with its events locked first, as everybody locks who moves their money; undefined where there is none. */
export async function lockCheckout(
  tx: Tx,
  where: { reference: string } | { id: string },
): Promise<Locked | undefined> {
  const mine = 'id' in where ? eq(checkouts.id, where.id) : eq(checkouts.reference, where.reference);
  const [place] = await tx
    .select({ id: checkouts.id, bookingId: checkouts.bookingId })
    .from(checkouts)
    .where(mine);
  if (!place) return undefined;
  const parts = await tx
    .select({ id: checkoutParts.bookingId })
    .from(checkoutParts)
    .where(eq(checkoutParts.checkoutId, place.id));
  const events = await lockBookings(tx, parts.length > 0 ? parts.map(({ id }) => id) : [place.bookingId]);
  const [checkout] = await tx.select().from(checkouts).where(mine).for('update');
  return checkout && { checkout, events: inTime(events) };
}

export const change = (tx: Tx, { id }: Checkout, values: Partial<Checkout>) =>
  tx.update(checkouts).set(values).where(eq(checkouts.id, id));

/**
 * Lets follow what a provider says of a payment, in one transaction with the rights of the automation. The same fact again, or an
 * older one, changes nothing. `asked`: it is the answer to a question of ours; `word`: by which a provider's news is known.
 */
export async function takeFact(
  tx: Tx,
  locked: Locked,
  fact: Fact,
  at: { asked: boolean; now: Date; word?: string },
): Promise<Outcome> {
  if (fact.what === 'charge') return takeCharge(tx, locked, fact, at);
  return fact.what === 'dispute' ? takeDispute(tx, locked, fact, at.now) : takeRefund(tx, locked, fact, at);
}

async function takeCharge(
  tx: Tx,
  locked: Locked,
  charge: Charge,
  at: { asked: boolean; now: Date },
): Promise<Outcome> {
  const { checkout } = locked;
  const verdict = judgeCharge(checkout, charge, at);
  switch (verdict.do) {
    case 'pay':
      return book(tx, locked, charge, at.now);
    case 'hold':
      return hold(tx, locked, charge, { why: verdict.why, now: at.now });
    case 'fail':
      await change(tx, checkout, { state: 'failed', failure: verdict.why });
      return taken;
    case 'abandon':
      await change(tx, checkout, { state: 'abandoned' });
      return taken;
    case 'doubt':
      return doubt(tx, checkout, verdict.why, at);
    default:
      return nothingNew;
  }
}

const paidBy = ({ providerId, method, amount }: Charge, paidAt: Date) =>
  ({
    state: 'paid',
    providerId,
    method,
    paidAt,
    came: amount,
    nextAskAt: null,
    failure: null,
    trouble: null,
  }) as const;

/** Money for its events, as if the office had recorded it; held where they take no more. */
async function book(tx: Tx, locked: Locked, charge: Charge, now: Date): Promise<Outcome> {
  const { checkout, events } = locked;
  const decision = mayLay(events, charge.amount);
  if (!decision.ok) return hold(tx, locked, charge, { why: decision.reason, now });
  const { companyId, reference } = checkout;
  const receivedAt = cameAt(charge, now);
  const parts = splitPayment(events, charge.amount);
  const { receiptId, paymentIds } = await receive(tx, {
    ...{ companyId, parts, method: charge.method, reference },
    ...{ receivedAt, recordedBy: null },
  });
  await change(tx, checkout, { ...paidBy(charge, receivedAt), paymentId: paymentIds[0] ?? null });
  await endAlerts(tx, companyId, checkoutSettled(checkout.id));
  await raiseAlert(tx, paidOnline, { companyId, about: await about(tx, checkout, charge.amount) });
  return { outcome: 'taken', paid: { bookingIds: parts.map(({ bookingId }) => bookingId), receiptId } };
}

/** Whether so much can be laid onto these events: with one receipt, so they have to be one customer's still. */
export function mayLay(events: readonly Event[], amount: number): Decision {
  if (new Set(events.map(({ customerId }) => customerId)).size > 1)
    return { ok: false, code: 'conflict', reason: 'Its events are not of one customer any more.' };
  return mayAsk(events, amount, { byCustomer: false });
}

/** Money that is there and fits no booking: nothing of it is lost, and a person decides. */
async function hold(
  tx: Tx,
  { checkout }: Locked,
  charge: Charge,
  { why, now }: { why: string; now: Date },
): Promise<Outcome> {
  await change(tx, checkout, { ...paidBy(charge, cameAt(charge, now)), heldWhy: why });
  const { companyId } = checkout;
  await endAlerts(tx, companyId, checkoutSettled(checkout.id));
  await raiseAlert(tx, moneyHeld, {
    companyId,
    about: { ...(await about(tx, checkout, charge.amount)), why },
  });
  return taken;
}

/** Nothing is booked; a person is called, and the provider is asked itself where that wasn't just done. */
async function doubt(
  tx: Tx,
  checkout: Checkout,
  why: string,
  { asked, now }: { asked: boolean; now: Date },
): Promise<Outcome> {
  await change(tx, checkout, { trouble: why, ...(checkout.paidAt || asked ? {} : { nextAskAt: now }) });
  const { companyId, bookingId, id: checkoutId, reference } = checkout;
  await raiseAlert(tx, paymentDoubted, { companyId, about: { bookingId, checkoutId, reference, why } });
  return { outcome: 'parked', reason: why };
}

async function takeDispute(tx: Tx, locked: Locked, dispute: Dispute, now: Date): Promise<Outcome> {
  const { checkout } = locked;
  const { companyId, id } = checkout;
  const verdict = judgeDispute(checkout, dispute).do;
  const amount = Math.min(dispute.amount ?? checkout.came ?? 0, checkout.came ?? 0);
  switch (verdict) {
    case 'doubt':
      return doubt(tx, checkout, 'A payment is disputed that the provider hasn’t told of.', {
        asked: false,
        now,
      });
    case 'dispute':
      await change(tx, checkout, { state: 'disputed' });
      await raiseAlert(tx, paymentDisputed, { companyId, about: await about(tx, checkout, amount) });
      return taken;
    case 'keep':
      await change(tx, checkout, { state: 'paid', disputeOver: dispute.disputeId });
      await endAlerts(tx, companyId, disputeDecided(id));
      return taken;
    case 'reverse': {
      const back = await giveBack(tx, checkout, {
        amount,
        reason: 'Chargeback: the customer’s bank took it back.',
        now,
      });
      await change(tx, checkout, { state: 'reversed', disputeOver: dispute.disputeId });
      await endAlerts(tx, companyId, disputeDecided(id));
      await raiseAlert(tx, paymentReversed, { companyId, about: await about(tx, checkout, back) });
      return taken;
    }
    default:
      return nothingNew;
  }
}

async function takeRefund(
  tx: Tx,
  { checkout }: Locked,
  refund: Refund,
  { now, word }: { now: Date; word?: string | undefined },
): Promise<Outcome> {
  const asked = { asked: false, now };
  if (checkout.paidAt === null)
    return doubt(tx, checkout, 'The provider gave money back that it hasn’t told of.', asked);
  if (refund.currency !== checkout.currency)
    return doubt(tx, checkout, `The provider gave money back in ${refund.currency || 'no currency'}.`, asked);
  const why = await giveBackAsTold(tx, checkout, { amount: refund.amount, word, now });
  return why ? doubt(tx, checkout, why, asked) : taken;
}

async function about(tx: Tx, { bookingId, id: checkoutId }: Checkout, amount: number) {
  const { currency, locale } = await loadPricing(tx);
  return { bookingId, checkoutId, amount: formatMoney(amount, currency, locale) };
}
