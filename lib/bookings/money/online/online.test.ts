import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readBooking } from '@/db/factories/booking';
import { invoices } from '@/db/schema/money';
import { actAs } from '@/db/session';
import { cancelBooking } from '../../cancelling/call-off';
import { advanceBooking } from '../../mutations';
import { create, makeOffice, type Office, pay, refusal } from '../../testing/office';
import { issueInvoice } from '../invoices';
import { sweepCheckouts } from './ask-again';
import { assignHeld, makePayLink, returnHeld } from './mutations';
import { openCheckout, startCheckout } from './open-checkout';
import {
  alertsOf,
  ask,
  checkoutOf,
  dispute,
  eventsOf,
  failed,
  ledgerOf,
  paymentsOf,
  provider,
  refund,
  setKey,
  stubProvider,
  success,
  tell,
  transaction,
} from './testing/provider-world';

const sent = vi.hoisted(() => [] as { name: string; id?: string; data: unknown }[]);
vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async (event: (typeof sent)[number]) => sent.push(event), createFunction: () => ({}) },
}));

let office: Office;
let bookingId: string;
let total: number;
const minutes = (n: number) => new Date(Date.now() + n * 60_000);

beforeEach(async () => {
  stubProvider();
  office = await makeOffice();
  await setKey(office);
  ({ id: bookingId } = await create(office));
  await advanceBooking(office.manager, { id: bookingId, to: 'confirmed' });
  total = (await readBooking(office.id, bookingId))?.total ?? 0;
});

const paid = async () => (await readBooking(office.id, bookingId))?.paid;

describe('a payment that is told of', () => {
  test('is one payment with its receipt, however often and by how many at once', async () => {
    const one = await ask(office, bookingId, 5000);
    const news = success(one);
    expect(await Promise.all(Array.from({ length: 12 }, () => tell(office.id, news)))).toEqual(
      Array(12).fill(200),
    );
    expect(await paymentsOf(office, bookingId)).toMatchObject([
      {
        amount: 5000,
        method: 'mobile_money',
        reference: one.reference,
        status: 'received',
        receiptId: expect.any(String),
      },
    ]);
    expect(await paid()).toBe(5000);
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'paid', came: 5000, nextAskAt: null });
    expect(await eventsOf(office)).toMatchObject([{ outcome: 'taken' }]);
    expect(await ledgerOf(office, bookingId)).toEqual({ money: 5000, deposits: -5000 });
    expect(await alertsOf(office)).toEqual(['paid_online']);
  });

  test('is announced with its receipt however we heard of it; what paid nothing isn’t', async () => {
    const announced = () => sent.splice(0).filter(({ name }) => name === 'bookings/booking.paid');
    const lastReceipt = async () => (await paymentsOf(office, bookingId)).at(-1)?.receiptId;
    announced();
    const one = await ask(office, bookingId, 5000);
    await tell(office.id, failed(one));
    expect(announced()).toEqual([]);
    await tell(office.id, success(one));
    await tell(office.id, success(one));
    const told = { data: { companyId: office.id, bookingId } };
    expect(announced()).toMatchObject([{ ...told, id: `paid-${bookingId}-${await lastReceipt()}` }]);
    await tell(office.id, dispute(one));
    await tell(office.id, refund(one));
    expect(announced()).toEqual([]);
    const asked = await ask(office, bookingId, 3000);
    provider.verify = () => ({ status: 200, body: { data: transaction(asked) } });
    await sweepCheckouts(office.id, minutes(5));
    expect(announced()).toMatchObject([{ ...told, id: `paid-${bookingId}-${await lastReceipt()}` }]);
    const held = await ask(office, bookingId, 2000);
    provider.verify = () => ({ status: 200, body: { data: transaction(held, { amount: 400 }) } });
    await sweepCheckouts(office.id, minutes(5));
    expect(announced()).toEqual([]);
    await assignHeld(office.manager, { checkoutId: held.id, bookingId });
    expect(announced()).toMatchObject([{ ...told, id: `paid-${bookingId}-${await lastReceipt()}` }]);
  });

  test('pays a bill', async () => {
    const { id } = await issueInvoice(office.staff, { bookingId, dueOn: '2099-01-01', total });
    await tell(office.id, success(await ask(office, bookingId, total), { channel: 'card' }));
    const [bill] = await actAs(office.manager, (tx) => tx.select().from(invoices).where(eq(invoices.id, id)));
    expect(bill?.open).toBe(0);
    expect(await paymentsOf(office, bookingId)).toMatchObject([{ method: 'card', amount: total }]);
  });

  test('in any order: failed before and after, given up and paid late', async () => {
    const one = await ask(office, bookingId, 5000);
    await tell(office.id, failed(one));
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'failed', failure: 'Declined' });
    await tell(office.id, success(one));
    await tell(office.id, failed(one));
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'paid', failure: null });
    const late = await ask(office, bookingId, 3000);
    await sweepCheckouts(office.id, minutes(60 * 25));
    expect(await checkoutOf(office, late.id)).toMatchObject({ state: 'abandoned' });
    await tell(office.id, success(late));
    expect(await paid()).toBe(8000);
  });

  test('of another amount or currency is kept and not booked, and the provider asked itself', async () => {
    const one = await ask(office, bookingId, 5000);
    await tell(office.id, success(one, { amount: 1 }));
    await tell(office.id, success(one, { currency: 'NGN' }));
    expect(await paid()).toBe(0);
    expect((await eventsOf(office)).map(({ outcome }) => outcome)).toEqual(['parked', 'parked']);
    expect(await alertsOf(office)).toEqual(['payment_doubted']);
    provider.verify = () => ({ status: 200, body: { data: transaction(one) } });
    await sweepCheckouts(office.id, minutes(1));
    expect(await paid()).toBe(5000);
    // What it was is known, and nobody needs to look any more.
    expect(await alertsOf(office)).toEqual(['paid_online']);
    expect((await checkoutOf(office, one.id)).trouble).toBeNull();
  });

  test('of another amount that the provider stands by is held, in the books and for a person', async () => {
    const one = await ask(office, bookingId, 5000);
    provider.verify = () => ({ status: 200, body: { data: transaction(one, { amount: 400 }) } });
    await sweepCheckouts(office.id, minutes(5));
    expect(await paid()).toBe(0);
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'paid', came: 400, paymentId: null });
    expect(await ledgerOf(office, bookingId)).toEqual({ money: 400, unassigned: -400 });
    expect(await alertsOf(office)).toEqual(['money_held']);
    await assignHeld(office.manager, { checkoutId: one.id, bookingId });
    expect(await paid()).toBe(400);
    expect(await ledgerOf(office, bookingId)).toEqual({ money: 400, deposits: -400 });
    expect(await alertsOf(office)).toEqual([]);
  });
});

describe('what isn’t ours', () => {
  test('an unknown reference and another company’s are kept, and a person called', async () => {
    const theirs = await makeOffice();
    await setKey(theirs, 'sk_test_9999999999999999999');
    const one = await ask(office, bookingId, 5000);
    expect(await tell(theirs.id, success(one), { key: 'sk_test_9999999999999999999' })).toBe(200);
    expect(await tell(office.id, success({ reference: 'ctnobodyknowsthis0', amount: 5000 }))).toBe(200);
    expect(await paid()).toBe(0);
    for (const company of [theirs, office]) {
      expect(await eventsOf(company)).toMatchObject([{ outcome: 'parked', checkoutId: null }]);
      expect(await alertsOf(company)).toEqual(['payment_doubted']);
    }
  });

  test('no signature, a wrong one, another company’s key, a changed body, a huge one, an address of nobody', async () => {
    const theirs = await makeOffice();
    const one = await ask(office, bookingId, 5000);
    const news = success(one);
    expect(await tell(office.id, news, { signature: '' })).toBe(403);
    expect(await tell(office.id, news, { signature: '0'.repeat(128) })).toBe(403);
    expect(await tell(office.id, news, { key: 'sk_test_another_key_00000' })).toBe(403);
    expect(await tell(theirs.id, news)).toBe(403);
    expect(await tell(office.id, `{"event":"x","pad":"${'x'.repeat(300_000)}"}`)).toBe(413);
    expect(await tell(office.id, 'not json')).toBe(400);
    expect(await tell(office.id, { event: 'transfer.success', data: { id: 1 } })).toBe(200);
    expect(await paid()).toBe(0);
    expect(await eventsOf(office)).toMatchObject([{ outcome: 'ignored' }]);
  });
});

describe('money that the booking takes no more', () => {
  test('is held: paid twice, and paid after the event was called off', async () => {
    const [first, second] = [await ask(office, bookingId, total), await ask(office, bookingId, total - 1)];
    await tell(office.id, success(first));
    await tell(office.id, success(second));
    expect(await paid()).toBe(total);
    expect(await checkoutOf(office, second.id)).toMatchObject({
      state: 'paid',
      heldWhy: expect.stringContaining('paid in full'),
    });
    expect(await refusal(assignHeld(office.manager, { checkoutId: second.id, bookingId }))).toMatchObject({
      message: expect.stringContaining('paid in full'),
    });
    await returnHeld(office.manager, { checkoutId: second.id, note: 'Sent back by MoMo' });
    expect(await refusal(returnHeld(office.manager, { checkoutId: second.id, note: 'Again' }))).toMatchObject(
      { message: expect.stringContaining('already') },
    );
    expect((await ledgerOf(office, bookingId)).unassigned).toBeUndefined();
    const { id: other } = await create(office);
    await advanceBooking(office.manager, { id: other, to: 'confirmed' });
    const late = await ask(office, other, 700);
    await cancelBooking(office.manager, { id: other, reason: 'Called off' } as never);
    await tell(office.id, success(late));
    expect(await ledgerOf(office, other)).toEqual({ money: 700, unassigned: -700 });
  });

  test('goes to another event of the same customer, never to somebody else’s', async () => {
    const [first, second] = [await ask(office, bookingId, total), await ask(office, bookingId, 100)];
    await tell(office.id, success(first));
    await tell(office.id, success(second));
    const { id: other } = await create(office);
    await advanceBooking(office.manager, { id: other, to: 'confirmed' });
    expect(
      await refusal(assignHeld(office.staff, { checkoutId: second.id, bookingId: other })),
    ).toMatchObject({ code: 'forbidden' });
    await assignHeld(office.manager, { checkoutId: second.id, bookingId: other });
    expect(await paymentsOf(office, other)).toMatchObject([{ amount: 100, status: 'received' }]);
    expect(await ledgerOf(office, other)).toEqual({ money: 100, deposits: -100 });
  });
});

describe('what goes back', () => {
  test('a chargeback that is lost takes the payment back once; one that is won changes nothing', async () => {
    const [one, two] = [await ask(office, bookingId, 5000), await ask(office, bookingId, 600)];
    await tell(office.id, success(one));
    await tell(office.id, success(two));
    await tell(office.id, dispute(one, { id: 1 }));
    await tell(office.id, dispute(two, { id: 2 }));
    expect(await alertsOf(office)).toEqual([
      'paid_online',
      'paid_online',
      'payment_disputed',
      'payment_disputed',
    ]);
    for (const _ of [1, 2]) await tell(office.id, dispute(one, { id: 1, resolution: 'merchant-accepted' }));
    await tell(office.id, dispute(two, { id: 2, resolution: 'declined' }));
    await tell(office.id, dispute(two, { id: 2 }));
    expect(await paid()).toBe(600);
    expect(await ledgerOf(office, bookingId)).toEqual({ money: 600, deposits: -600 });
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'reversed' });
    expect(await checkoutOf(office, two.id)).toMatchObject({ state: 'paid' });
    expect(await alertsOf(office)).toEqual(['paid_online', 'paid_online', 'payment_reversed']);
  });

  test('the end of a dispute before its beginning', async () => {
    const one = await ask(office, bookingId, 5000);
    await tell(office.id, success(one));
    await tell(office.id, dispute(one, { resolution: 'declined' }));
    await tell(office.id, dispute(one));
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'paid' });
    expect(await alertsOf(office)).toEqual(['paid_online']);
  });

  test('a refund of the provider once; more than came never', async () => {
    const one = await ask(office, bookingId, 5000);
    await tell(office.id, success(one));
    for (const _ of [1, 2]) await tell(office.id, refund({ ...one, amount: 2000 }));
    expect(await paid()).toBe(3000);
    await tell(office.id, refund({ ...one, amount: 3001 }, 'r-2'));
    expect(await paid()).toBe(3000);
    expect((await eventsOf(office)).at(-1)).toMatchObject({ outcome: 'parked' });
    expect(await alertsOf(office)).toContain('payment_doubted');
  });
});

describe('opening', () => {
  test('by a second click is the same page, and the provider is asked once', async () => {
    const wish = {
      companyId: office.id,
      bookingIds: [bookingId],
      openedBy: 'client',
      purpose: 'balance',
    } as const;
    const opened = await Promise.all([1, 2, 3].map(() => openCheckout(wish, new Date())));
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    const id = opened[0]?.id ?? '';
    const started = await Promise.allSettled([1, 2, 3].map(() => startCheckout(office.id, id, new Date())));
    expect(started.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(provider.asked).toHaveLength(1);
    expect(await startCheckout(office.id, id, new Date())).toBe(id);
    expect(await checkoutOf(office, id)).toMatchObject({
      amount: total,
      address: expect.stringContaining('paystack.com'),
    });
  });

  test('that failed is tried again at once, on another page', async () => {
    const { id } = await ask(office, bookingId, 5000);
    const now = new Date();
    expect(await startCheckout(office.id, id, now)).toBe(id);
    await tell(office.id, failed(await checkoutOf(office, id)));
    expect(await startCheckout(office.id, id, now)).not.toBe(id);
  });

  test('asks for what is left, once what was asked for is no longer', async () => {
    const { id } = await openCheckout(
      { companyId: office.id, bookingIds: [bookingId], openedBy: 'office', purpose: 'balance' },
      new Date(),
    );
    await pay(office, { bookingId, amount: '1000' });
    const next = await startCheckout(office.id, id, new Date());
    expect(next).not.toBe(id);
    expect(await checkoutOf(office, next)).toMatchObject({ amount: total - 100_000 });
  });

  test('after no answer is another one, and what came of the first is asked', async () => {
    provider.initialize = () => 'nothing';
    const { id } = await openCheckout(
      { companyId: office.id, bookingIds: [bookingId], openedBy: 'office', purpose: 'amount', amount: 50 },
      new Date(),
    );
    expect(await refusal(startCheckout(office.id, id, new Date()))).toMatchObject({
      message: expect.stringContaining('nothing was taken'),
    });
    stubProvider();
    const next = await startCheckout(office.id, id, minutes(1));
    expect(next).not.toBe(id);
    const { reference } = await checkoutOf(office, id);
    provider.verify = (asked) =>
      asked === reference
        ? { status: 200, body: { data: transaction({ reference, amount: 50 }) } }
        : { status: 404, body: {} };
    await sweepCheckouts(office.id, minutes(10));
    expect(await paid()).toBe(50);
  });

  test('is refused for more than is left, a cancelled event, an enquiry of a client, without keys, and by a client for the office', async () => {
    const company = { companyId: office.id, bookingIds: [bookingId] } as const;
    const of = (opening: object) =>
      refusal(openCheckout({ ...company, openedBy: 'office', ...opening } as never, new Date()));
    expect(await of({ purpose: 'amount', amount: total + 1 })).toMatchObject({
      message: expect.stringContaining('more than'),
    });
    const { id: enquiry } = await create(office);
    expect(await of({ bookingIds: [enquiry], openedBy: 'client', purpose: 'balance' })).toMatchObject({
      message: expect.stringContaining('agreed'),
    });
    const theirs = await makeOffice();
    expect(await refusal(makePayLink(theirs.manager, { bookingId, purpose: 'balance' }))).toMatchObject({
      code: 'not_found',
    });
    const { id: own } = await create(theirs);
    expect(await refusal(makePayLink(theirs.manager, { bookingId: own, purpose: 'balance' }))).toMatchObject({
      message: expect.stringContaining('set up'),
    });
  });
});

describe('the sweep', () => {
  test('finds what no webhook told, waits where nobody answers, and ends', async () => {
    const one = await ask(office, bookingId, 5000);
    provider.verify = () => 'nothing';
    expect(await sweepCheckouts(office.id, minutes(1))).toBe(0);
    expect(await sweepCheckouts(office.id, minutes(3))).toBe(1);
    expect(await sweepCheckouts(office.id, minutes(3))).toBe(0);
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'opened', asks: 1 });
    provider.verify = () => ({ status: 200, body: { data: transaction(one) } });
    await sweepCheckouts(office.id, minutes(6));
    expect(await paid()).toBe(5000);
    const never = await ask(office, bookingId, 200);
    stubProvider();
    for (let day = 0; day < 20; day += 1) await sweepCheckouts(office.id, minutes(60 * 24 * day + 60));
    for (let day = 0; day < 20; day += 1) await sweepCheckouts(office.id, minutes(60 * 24 * day + 120));
    expect(await checkoutOf(office, never.id)).toMatchObject({ state: 'abandoned', nextAskAt: null });
  });
});
