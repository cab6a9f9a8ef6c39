import { beforeEach, describe, expect, test } from 'vitest';
import { readBooking } from '@/db/factories/booking';
import { companies } from '@/db/schema/companies';
import { actAs } from '@/db/session';
import { cancelBooking } from '../../cancelling/call-off';
import { advanceBooking } from '../../mutations';
import { create, makeOffice, type Office, pay, refusal } from '../../testing/office';
import { refundPayment } from '../payments';
import { openCheckout } from './open-checkout';
import { askOffer, tellOffer } from './queries';
import { duesOf, matchRefund, nextInstalment } from './rules';
import {
  alertsOf,
  ask,
  eventsOf,
  ledgerOf,
  paymentsOf,
  refund,
  setKey,
  stubProvider,
  success,
  tell,
} from './testing/provider-world';

let office: Office;
let bookingId: string;

beforeEach(async () => {
  stubProvider();
  office = await makeOffice();
  await setKey(office);
  ({ id: bookingId } = await create(office));
  await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
});

const paid = async () => (await readBooking(office.id, bookingId))?.paid;
async function paidOnline(amount = 5000) {
  const one = await ask(office, bookingId, amount);
  await tell(office.id, success(one));
  const [payment] = await paymentsOf(office, bookingId);
  return { one, paymentId: payment?.id ?? '' };
}
const byHand = (paymentId: string, amount: number, again = false) =>
  refundPayment(office.manager, {
    ...{ paymentId, amount, again, method: 'mobile_money', reason: 'Fewer guests' },
  });
const refunds = async () =>
  (await paymentsOf(office, bookingId)).filter(({ status }) => status === 'refunded');

describe('money that goes back', () => {
  test('recorded by hand and told by the provider counts once, whatever comes first', async () => {
    const { one, paymentId } = await paidOnline();
    await byHand(paymentId, 2000);
    for (const _ of [1, 2]) expect(await tell(office.id, refund({ ...one, amount: 2000 }))).toBe(200);
    expect(await paid()).toBe(3000);
    expect(await refunds()).toMatchObject([{ amount: 2000, toldBy: 'refund.processed:r-1' }]);
    expect(await alertsOf(office)).toEqual(['paid_online']);

    await tell(office.id, refund({ ...one, amount: 1000 }, 'r-2'));
    expect(await paid()).toBe(2000);
    expect(await refusal(byHand(paymentId, 1000))).toMatchObject({
      detail: { fields: { again: expect.stringContaining('is recorded') } },
    });
    await byHand(paymentId, 1000, true);
    expect(await paid()).toBe(1000);
    expect(await ledgerOf(office, bookingId)).toEqual({ money: 1000, deposits: -1000 });
  });

  test('of two that were recorded of one amount each word of the provider explains one', async () => {
    const { one, paymentId } = await paidOnline();
    await byHand(paymentId, 1000);
    await byHand(paymentId, 1000);
    for (const word of ['r-1', 'r-2']) await tell(office.id, refund({ ...one, amount: 1000 }, word));
    expect(await paid()).toBe(3000);
    expect((await refunds()).map(({ toldBy }) => toldBy).toSorted()).toEqual([
      'refund.processed:r-1',
      'refund.processed:r-2',
    ]);
    await tell(office.id, refund({ ...one, amount: 1000 }, 'r-3'));
    expect(await paid()).toBe(2000);
  });

  test('in doubt is not booked, a person is asked, and what they record then explains it', async () => {
    const { one, paymentId } = await paidOnline();
    await byHand(paymentId, 500);
    await tell(office.id, refund({ ...one, amount: 2000 }));
    expect(await paid()).toBe(4500);
    expect((await eventsOf(office)).at(-1)).toMatchObject({ outcome: 'parked' });
    expect(await alertsOf(office)).toContain('payment_doubted');
    await byHand(paymentId, 2000);
    expect(await paid()).toBe(2500);
    expect((await refunds()).map(({ amount, toldBy }) => [amount, toldBy])).toContainEqual([
      2000,
      'refund.processed:r-1',
    ]);
  });

  test('above what was paid, in another currency, or of another company’s payment is not booked', async () => {
    const { one, paymentId } = await paidOnline();
    await tell(office.id, refund({ ...one, amount: 5001 }, 'r-1'));
    const other = refund({ ...one, amount: 1000 }, 'r-2');
    await tell(office.id, { ...other, data: { ...other.data, currency: 'NGN' } });
    const theirs = await makeOffice();
    await setKey(theirs);
    await tell(theirs.id, refund({ ...one, amount: 1000 }, 'r-3'));
    expect(await paid()).toBe(5000);
    expect((await eventsOf(theirs)).map(({ outcome }) => outcome)).toEqual(['parked']);
    expect(await refusal(byHand(paymentId, 5001))).toMatchObject({ code: 'invalid' });
    expect(
      await refusal(
        refundPayment(theirs.manager, { paymentId, amount: 1, method: 'cash', reason: 'Mine', again: false }),
      ),
    ).toMatchObject({ code: 'not_found' });
  });

  test('is matched by amount alone, the oldest first; other amounts leave it unsure', () => {
    const row = (id: string, amount: number, change: object = {}) => ({
      ...{ id, amount, recordedBy: 'ama' as string | null, toldBy: null as string | null },
      ...change,
    });
    expect(matchRefund([], 5)).toEqual({ is: 'new' });
    expect(matchRefund([row('a', 5), row('b', 5)], 5)).toEqual({ is: 'same', id: 'a' });
    expect(matchRefund([row('a', 5, { toldBy: 'r-1' })], 5)).toEqual({ is: 'new' });
    expect(matchRefund([row('a', 5, { recordedBy: null })], 5)).toEqual({ is: 'new' });
    expect(matchRefund([row('a', 4)], 5)).toEqual({ is: 'unsure' });
  });
});

describe('the next payment of the plan', () => {
  test('is all that is due by today, else the first that will be', () => {
    const plan = [
      { dueOn: '2026-03-01', open: 100 },
      { dueOn: '2026-02-01', open: 50 },
      { dueOn: '2026-01-01', open: 0 },
      { dueOn: null, open: 7 },
    ];
    expect(nextInstalment(plan, '2026-01-15')).toBe(50);
    expect(nextInstalment(plan, '2026-02-01')).toBe(50);
    expect(nextInstalment(plan, '2026-03-01')).toBe(150);
    expect(nextInstalment([{ dueOn: null, open: 7 }], '2026-03-01')).toBe(0);
    const booking = {
      ...({ status: 'confirmed', total: 200, paid: 0, takenOff: 0, deposit: 30 } as const),
      schedule: plan,
    };
    expect(duesOf([booking], '2026-01-15').map(({ purpose, amount }) => [purpose, amount])).toEqual([
      ['deposit', 30],
      ['instalment', 50],
      ['balance', 200],
    ]);
    expect(duesOf([{ ...booking, deposit: 50 }], '2026-01-15')).toHaveLength(2);
    expect(duesOf([{ ...booking, status: 'cancelled' }], '2026-01-15')).toEqual([
      { purpose: 'balance', amount: 200 },
    ]);
  });

  test('is offered beside the deposit and the rest, and opens for what is due then', async () => {
    const balance = { from: 'event', days: -1 } as const;
    const deposit = { from: 'acceptance', days: 0 } as const;
    const paymentPlan = {
      ...{ deposit, balance },
      steps: [{ amount: 40_000, due: { from: 'acceptance', days: 1 } as const }],
    };
    await actAs(office.system, (tx) => tx.update(companies).set({ paymentPlan: paymentPlan as never }));
    ({ id: bookingId } = await create(office));
    await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
    const now = new Date();
    const offer = async () =>
      actAs(office.system, async (tx) => tellOffer(await askOffer(tx, { id: bookingId }), now));
    const { deposit: first = 0 } = (await readBooking(office.id, bookingId)) ?? {};
    expect((await offer())?.dues.map(({ purpose }) => purpose)).toEqual(['deposit', 'balance']);
    await pay(office, { bookingId, amount: String(first / 100) });
    expect((await offer())?.dues).toMatchObject([
      { purpose: 'instalment', amount: 40_000 },
      { purpose: 'balance' },
    ]);
    const wish = {
      companyId: office.id,
      bookingIds: [bookingId],
      openedBy: 'client',
      purpose: 'instalment',
    } as const;
    expect(await openCheckout(wish, now)).toMatchObject({ amount: 40_000 });
    await cancelBooking(office.manager, { id: bookingId, reason: 'Called off' });
    expect(await refusal(openCheckout(wish, now))).toMatchObject({ code: 'conflict' });
  });
});
