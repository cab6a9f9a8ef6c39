import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { readBooking } from '@/db/factories/booking';
import { makeUser } from '@/db/factories/company';
import { type Actor, actAs } from '@/db/session';
import { databaseError } from '@/lib/platform/errors';
import { cancelBooking } from '../../cancelling/call-off';
import { advanceBooking } from '../../mutations';
import { joinOccasion, leaveOccasion } from '../../occasions/mutations';
import { splitPayment } from '../../occasions/sums';
import { create, makeOffice, type Office, pay, refusal } from '../../testing/office';
import { refundPayment } from '../payments';
import { sweepCheckouts } from './ask-again';
import { assignHeld, makeOccasionPayLink } from './mutations';
import { startCheckout } from './open-checkout';
import { payOwnBooking } from './pay-own';
import { readPayView } from './pay-page';
import { askOfferOfOccasion, askOnline, tellOffer, tellOnline } from './queries';
import { takeBack } from './rules';
import {
  alertsOf,
  checkoutOf,
  dispute,
  eventsOf,
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

const sent = vi.hoisted(() => [] as { name: string; data: { bookingId?: string } }[]);
vi.mock('@/lib/inngest/client', () => ({
  inngest: { send: async (event: (typeof sent)[number]) => sent.push(event), createFunction: () => ({}) },
}));
vi.mock('@/lib/auth/origin', () => ({ currentOrigin: async () => ({ ip: '127.0.0.1', requestId: 'test' }) }));

let office: Office;
let occasionId: string;
let first: string;
let second: string;
let total: number;
const minutes = (n: number) => new Date(Date.now() + n * 60_000);
const bookingOf = async (id: string) => {
  const found = await readBooking(office.id, id);
  if (!found) throw new Error('There is no such booking');
  return found;
};
const paid = async () => [(await bookingOf(first)).paid, (await bookingOf(second)).paid];

beforeEach(async () => {
  stubProvider();
  sent.splice(0);
  office = await makeOffice();
  await setKey(office);
  const made = [(await create(office)).id, (await create(office)).id];
  for (const id of made) await advanceBooking(office.manager, { id, to: 'confirmed' });
  ({ occasionId } = await joinOccasion(office.manager, {
    bookingId: made[0] ?? '',
    occasionId: null,
    name: 'Ama marries Kofi',
  }));
  await joinOccasion(office.manager, { bookingId: made[1] ?? '', occasionId, name: null });
  const rows = (await Promise.all(made.map(bookingOf))).toSorted(
    (one, two) => one.startsAt.getTime() - two.startsAt.getTime() || (one.id < two.id ? -1 : 1),
  );
  [first, second] = rows.map(({ id }) => id) as [string, string];
  total = rows.reduce((sum, row) => sum + row.total, 0);
});

/** A link of the office for the whole, whose page is open. */
async function askWhole(amount: number) {
  const { id } = await makeOccasionPayLink(office.staff, { occasionId, purpose: 'amount', amount });
  await startCheckout(office.id, id, new Date());
  return { id, amount, reference: (await checkoutOf(office, id)).reference };
}
const receivedOf = async (id: string) =>
  (await paymentsOf(office, id)).map(({ amount, status, receiptId }) => ({ amount, status, receiptId }));

describe('one payment for several events', () => {
  test('is one intent, one receipt, and laid as the office lays money for the whole', async () => {
    const rows = [await bookingOf(first), await bookingOf(second)];
    const amount = (rows[0]?.total ?? 0) + 5_000;
    const asked = splitPayment(rows, amount);
    const one = await askWhole(amount);
    expect(provider.asked).toMatchObject([{ body: { amount } }]);
    expect(await tell(office.id, success(one))).toBe(200);
    expect(await paid()).toEqual(asked.map((part) => part.amount));
    const [a, b] = [await receivedOf(first), await receivedOf(second)];
    expect([a.length, b.length]).toEqual([1, 1]);
    expect(a[0]?.receiptId).toBe(b[0]?.receiptId);
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'paid', came: amount });
    const told = sent.filter(({ name }) => name === 'bookings/booking.paid');
    expect(told.map(({ data }) => data.bookingId)).toEqual([first, second]);
    // It stands with each of its events, and its books balance.
    for (const id of [first, second]) {
      const { checkouts } = await actAs(office.manager, async (tx) => {
        const [rowsOf, key] = askOnline(tx, id);
        return tellOnline([await rowsOf, await key]);
      });
      expect(checkouts).toMatchObject([{ id: one.id, events: 2, receiptId: a[0]?.receiptId }]);
      expect(Object.values(await ledgerOf(office, id)).reduce((sum, each) => sum + each, 0)).toBe(0);
    }
  });

  test('is booked once: told by many at once, late, after a failure, and asked for as well', async () => {
    const one = await askWhole(total);
    const news = success(one);
    await sweepCheckouts(office.id, minutes(60 * 25));
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'abandoned' });
    provider.verify = () => ({ status: 200, body: { data: transaction(one) } });
    await Promise.all([
      ...Array.from({ length: 12 }, () => tell(office.id, news)),
      sweepCheckouts(office.id, minutes(60 * 24 * 3)),
    ]);
    expect(await paid()).toEqual([(await bookingOf(first)).total, (await bookingOf(second)).total]);
    expect([...(await receivedOf(first)), ...(await receivedOf(second))]).toHaveLength(2);
  });

  test('of another amount or currency is doubted; where the provider stands by it, it is held and then laid', async () => {
    const one = await askWhole(30_000);
    await tell(office.id, success(one, { amount: 29_000 }));
    await tell(office.id, success(one, { currency: 'NGN' }));
    expect((await eventsOf(office)).map(({ outcome }) => outcome)).toEqual(['parked', 'parked']);
    expect(await paid()).toEqual([0, 0]);
    provider.verify = () => ({ status: 200, body: { data: transaction(one, { amount: 29_000 }) } });
    await sweepCheckouts(office.id, minutes(10));
    expect(await checkoutOf(office, one.id)).toMatchObject({ came: 29_000, paymentId: null });
    const rows = [await bookingOf(first), await bookingOf(second)];
    await assignHeld(office.manager, { checkoutId: one.id, bookingId: null });
    const laid = new Map(splitPayment(rows, 29_000).map((part) => [part.bookingId, part.amount]));
    expect(await paid()).toEqual([laid.get(first) ?? 0, laid.get(second) ?? 0]);
    expect(await alertsOf(office)).not.toContain('money_held');
  });

  test('is held where the events take no more, and laid onto those that were asked for, not those of the day', async () => {
    const one = await askWhole(total);
    await leaveOccasion(office.manager, { bookingId: second });
    await tell(office.id, success(one));
    expect(await paid()).toEqual([(await bookingOf(first)).total, (await bookingOf(second)).total]);
    const again = await askWholeOf([first], 1).catch(() => undefined);
    expect(again).toBeUndefined();
    const late = await makeLate();
    await tell(office.id, success(late));
    expect(await checkoutOf(office, late.id)).toMatchObject({
      heldWhy: expect.stringContaining('more than'),
    });
  });

  test('asks for what is left by then', async () => {
    const { id } = await makeOccasionPayLink(office.staff, { occasionId, purpose: 'balance' });
    await pay(office, { bookingId: first, amount: '1000' });
    const next = await startCheckout(office.id, id, new Date());
    expect(next).not.toBe(id);
    expect(await checkoutOf(office, next)).toMatchObject({ amount: total - 100_000 });
    await tell(office.id, success(await checkoutOf(office, next)));
    expect((await paid()).reduce((sum, each) => sum + each, 0)).toBe(total);
  });

  test('goes back whole from the last event to the first; a part of it waits for a person, and counts once', async () => {
    const one = await askWhole(total);
    await tell(office.id, success(one));
    await tell(office.id, refund({ ...one, amount: 4_000 }));
    expect(await paid()).toEqual([(await bookingOf(first)).total, (await bookingOf(second)).total]);
    expect(await alertsOf(office)).toContain('payment_doubted');
    const [payment] = await paymentsOf(office, second);
    const back = { amount: 4_000, method: 'mobile_money', reference: null, reason: 'No brunch' } as const;
    await refundPayment(office.manager, { paymentId: payment?.id ?? '', ...back, again: false });
    // The word that waited explains it; told again it takes nothing.
    await tell(office.id, refund({ ...one, amount: 4_000 }, 'r-1'));
    expect((await paymentsOf(office, second)).filter(({ toldBy }) => toldBy !== null)).toHaveLength(1);
    await tell(office.id, refund({ ...one, amount: total - 4_000 }, 'r-2'));
    expect(await paid()).toEqual([0, 0]);
  });

  test('is charged back from all of its events', async () => {
    const one = await askWhole(total);
    await tell(office.id, success(one));
    await tell(office.id, dispute(one));
    await tell(office.id, dispute(one, { resolution: 'merchant-accepted' }));
    await tell(office.id, dispute(one, { resolution: 'merchant-accepted' }));
    expect(await paid()).toEqual([0, 0]);
    expect(await checkoutOf(office, one.id)).toMatchObject({ state: 'reversed' });
  });

  /** For one event of those that are left, which refuses what isn't left. */
  async function askWholeOf(ids: string[], amount: number) {
    const { openCheckout } = await import('./open-checkout');
    return openCheckout(
      { companyId: office.id, bookingIds: ids, openedBy: 'office', purpose: 'amount', amount },
      new Date(),
    );
  }

  /** Asked for while it was open, and paid in cash before the provider tells. */
  async function makeLate() {
    const third = (await create(office)).id;
    const fourth = (await create(office)).id;
    for (const id of [third, fourth]) await advanceBooking(office.manager, { id, to: 'confirmed' });
    const { id, amount } = await askWholeOf([third, fourth], 400_000);
    await startCheckout(office.id, id, new Date());
    await pay(office, { bookingId: third, amount: '2000' });
    return { id, amount, reference: (await checkoutOf(office, id)).reference };
  }
});

describe('who asks for it', () => {
  test('is the office with the right, of its own company; events of two customers are not one payment', async () => {
    const theirs = await makeOffice();
    const wish = { occasionId, purpose: 'balance' } as const;
    expect(await refusal(makeOccasionPayLink(theirs.manager, wish))).toMatchObject({ code: 'not_found' });
    expect(await refusal(makeOccasionPayLink(await clientActor(), wish))).toMatchObject({
      code: 'forbidden',
    });
    const { openCheckout } = await import('./open-checkout');
    const { makeCustomer } = await import('@/db/factories/booking');
    const other = await create(office, { customerId: (await makeCustomer(office.id)).id });
    const of = { companyId: office.id, openedBy: 'office', purpose: 'balance' } as const;
    expect(await refusal(openCheckout({ ...of, bookingIds: [first, other.id] }, new Date()))).toMatchObject({
      message: expect.stringContaining('one customer'),
    });
    const foreign = await create(theirs);
    expect(await refusal(openCheckout({ ...of, bookingIds: [first, foreign.id] }, new Date()))).toMatchObject(
      { code: 'not_found' },
    );
  });

  test('is a client for all of their occasion, on a page that names every event', async () => {
    const client = await clientActor();
    const offer = await actAs(client, async (tx) =>
      tellOffer(await askOfferOfOccasion(tx, { id: second }), new Date()),
    );
    expect(offer).toMatchObject({ online: true, ids: [first, second] });
    expect(offer?.dues.at(-1)).toEqual({ purpose: 'balance', amount: total });
    const address = await payOwnBooking(client, { bookingId: second, purpose: 'balance', whole: true });
    const view = await readPayView(address.split('/pay/')[1]?.split('?')[0] ?? '', new Date());
    expect(view?.events).toHaveLength(2);
    expect(view?.left).toBe(total);
    await cancelBooking(office.manager, { id: second, reason: 'No brunch' });
    const after = await actAs(client, async (tx) =>
      tellOffer(await askOfferOfOccasion(tx, { id: first }), new Date()),
    );
    expect(after?.ids).toContain(first);
  });

  async function clientActor(): Promise<Extract<Actor, { role: 'client' }>> {
    const user = await makeUser({ companyId: office.id, role: 'client', customerId: office.customerId });
    return { role: 'client', companyId: office.id, userId: user.id, customerId: office.customerId };
  }
});

test('the database keeps what a checkout is for, and takes no other money for it', async () => {
  const one = await askWhole(total);
  const codeOf = async (actor: Actor, query: ReturnType<typeof sql>) =>
    databaseError(await refusal(actAs(actor, (tx) => tx.execute(query))))?.code;
  const third = (await create(office)).id;
  const add = sql`insert into checkout_parts (company_id, checkout_id, booking_id) values (${office.id}, ${one.id}, ${third})`;
  // Its page is open, so nothing joins it any more; and it is nobody's but the automation's to write.
  expect(await codeOf(office.system, add)).toBe('CT090');
  expect(await codeOf(office.manager, add)).toBe('42501');
  for (const query of [sql`update checkout_parts set booking_id = ${third}`, sql`delete from checkout_parts`])
    expect(await codeOf(office.system, query)).toBe('42501');
  await pay(office, { bookingId: first, amount: '10' });
  const [payment] = await paymentsOf(office, first);
  const claim = sql`update checkouts set state = 'paid', paid_at = now(), came = ${total}, method = ${payment?.method},
    payment_id = ${payment?.id} where id = ${one.id}`;
  expect(await codeOf(office.system, claim)).toBe('CT092');
});

test('what goes back is taken whole, from no payment more than is left of it, from the last to the first', () => {
  const left = fc.array(fc.record({ id: fc.uuid(), left: fc.integer({ min: 0, max: 1_000_000 }) }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(left, fc.integer({ min: 0, max: 9_000_000 }), (payments, amount) => {
      const taken = takeBack(payments, amount);
      const all = payments.reduce((sum, one) => sum + one.left, 0);
      expect(taken.reduce((sum, one) => sum + one.amount, 0)).toBe(Math.min(amount, all));
      const untouched = payments.findLastIndex((one) => {
        const part = taken.filter(({ id }) => id === one.id).reduce((sum, each) => sum + each.amount, 0);
        return part < one.left;
      });
      for (const one of payments.slice(0, Math.max(0, untouched)))
        expect(taken.some(({ id }) => id === one.id)).toBe(false);
    }),
  );
});
