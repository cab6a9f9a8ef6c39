import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readBooking as findBooking, makeBooking, makeCustomer } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { paymentDues } from '@/db/schema/money';
import type { Due, PaymentPlan } from '@/db/schema/payment-plan';
import { type Actor, actAs, readAs } from '@/db/session';
import { cancelBooking } from '../cancelling/call-off';
import { recordPayment, voidReceipt } from '../money/payments';
import { advanceBooking } from '../mutations';
import { create, makeOffice, type Office, refusal } from '../testing/office';
import { savePaymentTerms, setPaymentPlan } from './mutations';
import { askLatePayments, askPaymentTerms, askSchedule, tellLatePayments } from './queries';
import { remindOfPayments } from './remind';
import { nameOf, sayDue, stateOfPayment } from './rules';

const day = 86_400_000;
const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const usual: PaymentPlan = {
  deposit: { from: 'acceptance', days: 3 },
  steps: [],
  balance: { from: 'event', days: -7 },
};

let office: Office;
beforeEach(async () => {
  office = await makeOffice();
});

const schedule = async (id: string, actor: Actor = office.staff) => {
  const [rows] = await readAs(actor, (tx) => [askSchedule(tx, { id })] as const);
  return rows;
};
const dues = (bookingId: string, actor: Actor = office.staff) =>
  actAs(actor, (tx) =>
    tx
      .select({ dueOn: paymentDues.dueOn, amount: paymentDues.amount })
      .from(paymentDues)
      .where(eq(paymentDues.bookingId, bookingId))
      .orderBy(paymentDues.dueOn),
  );
/** A booking of the office as it is stored. */
async function readBooking(companyId: string, id: string) {
  const found = await findBooking(companyId, id);
  if (!found) throw new Error('There is no such booking');
  return found;
}
const version = async (id: string) => (await readBooking(office.id, id)).version;
const plan = async (id: string, given: PaymentPlan, actor: Office['manager'] = office.manager) =>
  setPaymentPlan(actor, { bookingId: id, version: await version(id), plan: given, cancellation: [] });
const pay = (bookingId: string, amount: number) =>
  recordPayment(office.staff, { bookingId, amount, method: 'cash' });
/** An event 60 days ahead that comes to 2,175.00 with a deposit of 500.00, confirmed now. */
async function wedding(change: object = {}) {
  const { id } = await makeBooking(office.id, {
    ...{ status: 'confirmed', confirmedAt: new Date(), deposit: 50_000 },
    startsAt: new Date(Date.now() + 60 * day),
    ...change,
  });
  return { id, total: (await readBooking(office.id, id)).total };
}

describe('what is due when', () => {
  test('the deposit some days after it was agreed, the rest before the event; money pays what is due first', async () => {
    const { id, total } = await wedding();
    const booked = await readBooking(office.id, id);
    const rest = dayOf(new Date(booked.startsAt.getTime() - 7 * day));
    const first = dayOf(new Date(Date.now() + 3 * day));
    expect(await schedule(id)).toEqual([
      { position: 0, dueOn: first, amount: 50_000, open: 50_000 },
      { position: 99, dueOn: rest, amount: total - 50_000, open: total - 50_000 },
    ]);
    await pay(id, 60_000);
    expect(await schedule(id)).toEqual([
      { position: 0, dueOn: first, amount: 50_000, open: 0 },
      { position: 99, dueOn: rest, amount: total - 50_000, open: total - 60_000 },
    ]);
    expect(await dues(id)).toEqual([{ dueOn: rest, amount: total - 60_000 }]);
    await pay(id, total - 60_000);
    expect(await dues(id)).toEqual([]);
  });

  test('in parts of the total and in amounts, on days that follow or are named, never more than there is', async () => {
    const { id, total } = await wedding();
    await plan(id, {
      deposit: { from: 'acceptance', days: 0 },
      steps: [
        { share: 3000, due: { on: '2099-01-01' } },
        { amount: 10_000, due: { from: 'event', days: -30 } },
        { amount: 99_999_999, due: { from: 'event', days: 14 } },
      ],
      balance: { from: 'event', days: 30 },
    });
    const rows = await schedule(id);
    expect(rows.map(({ position, amount }) => [position, amount])).toEqual([
      [0, 50_000],
      [2, 10_000],
      [3, total - 50_000 - Math.round(total * 0.3) - 10_000],
      [1, Math.round(total * 0.3)],
    ]);
    expect(rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
  });

  test('nothing before it is agreed: an enquiry and a quote have rules, no days', async () => {
    const { id } = await makeBooking(office.id, { status: 'quoted', deposit: 50_000 });
    expect(await schedule(id)).toMatchObject([{ position: 99 }, { position: 0, dueOn: null }]);
    expect(await dues(id)).toEqual([]);
    await actAs(office.system, (tx) =>
      tx.update(bookings).set({ agreedAt: new Date() }).where(eq(bookings.id, id)),
    );
    expect(await dues(id)).toHaveLength(2);
  });

  test('nothing once it is called off; and a day that had passed when it was agreed is that day', async () => {
    const { id } = await wedding({ startsAt: new Date(Date.now() + 2 * day) });
    const today = dayOf(new Date());
    expect(await dues(id)).toMatchObject([{ dueOn: today }, {}]);
    await cancelBooking(office.manager, { id, reason: 'No more wedding' });
    expect(await dues(id)).toEqual([]);
  });

  test('an event that moves takes its days along, and so does another zone of the company', async () => {
    const startsAt = new Date('2099-06-10T23:30:00Z');
    const { id } = await wedding({ startsAt, endsAt: new Date('2099-06-11T03:00:00Z') });
    expect((await dues(id)).at(-1)?.dueOn).toBe('2099-06-03');
    await actAs(office.system, (tx) => tx.update(companies).set({ timeZone: 'Africa/Lagos' }));
    expect((await dues(id)).at(-1)?.dueOn).toBe('2099-06-04');
    await actAs(office.system, (tx) =>
      tx
        .update(bookings)
        .set({ startsAt: new Date('2099-06-20T12:00:00Z'), endsAt: new Date('2099-06-20T16:00:00Z') })
        .where(eq(bookings.id, id)),
    );
    expect((await dues(id)).at(-1)?.dueOn).toBe('2099-06-13');
  });

  test('money that was a slip is due again', async () => {
    const { id } = await wedding();
    const before = await dues(id);
    const { receiptId } = await pay(id, 50_000);
    expect(await dues(id)).toHaveLength(1);
    await voidReceipt(office.manager, { receiptId, reason: 'Typed twice' });
    expect(await dues(id)).toEqual(before);
  });

  const due: fc.Arbitrary<Due> = fc.oneof(
    fc.record({ from: fc.constant('acceptance' as const), days: fc.integer({ min: 0, max: 700 }) }),
    fc.record({ from: fc.constant('event' as const), days: fc.integer({ min: -700, max: 700 }) }),
    fc.record({ on: fc.constantFrom('2026-01-31', '2028-02-29', '2099-12-31') }),
  );
  const anyPlan: fc.Arbitrary<PaymentPlan> = fc.record({
    deposit: due,
    steps: fc.array(
      fc.oneof(
        fc.record({ share: fc.integer({ min: 1, max: 10_000 }), due }),
        fc.record({ amount: fc.integer({ min: 1, max: 300_000 }), due }),
      ),
      { maxLength: 4 },
    ),
    balance: due,
  });
  test('any plan and any money: parts add up to the total, what is open to what is left, and dues to what is open', async () => {
    const { id, total } = await wedding();
    await fc.assert(
      fc.asyncProperty(anyPlan, fc.nat({ max: 30_000 }), async (given, amount) => {
        await plan(id, given);
        const { paid } = await readBooking(office.id, id);
        if (amount > 0 && amount <= total - paid) await pay(id, amount);
        const left = total - (await readBooking(office.id, id)).paid;
        const rows = await schedule(id);
        const sum = (of: 'amount' | 'open') => rows.reduce((all, row) => all + row[of], 0);
        expect([sum('amount'), sum('open')]).toEqual([total, left]);
        expect(rows.every(({ amount: all, open }) => all > 0 && open >= 0 && open <= all)).toBe(true);
        // What is due first is paid first: after one that is open none is paid.
        const firstOpen = rows.findIndex(({ open }) => open > 0);
        if (firstOpen >= 0)
          expect(rows.slice(firstOpen + 1).every(({ amount: all, open }) => open === all)).toBe(true);
        const byDay = new Map<string, number>();
        for (const { dueOn, open } of rows)
          if (dueOn && open > 0) byDay.set(dueOn, (byDay.get(dueOn) ?? 0) + open);
        expect(new Map((await dues(id)).map((one) => [one.dueOn, one.amount]))).toEqual(byDay);
      }),
      { numRuns: 25 },
    );
  });
});

describe('whose the plan is', () => {
  test('a new booking has the company’s, and keeps it', async () => {
    const [[terms]] = await readAs(office.manager, (tx) => [askPaymentTerms(tx)] as const);
    const { id: before } = await create(office);
    const changed: PaymentPlan = { ...usual, balance: { from: 'event', days: 14 } };
    const settings = {
      cancellation: [],
      depositFirst: true,
      remindBefore: null,
      remindAfter: 5,
      version: terms?.version ?? 0,
    };
    await savePaymentTerms(office.manager, { plan: changed, ...settings });
    const { id: after } = await create(office, { venue: 'Another hall' });
    expect((await readBooking(office.id, before)).paymentPlan).toEqual(usual);
    expect((await readBooking(office.id, after)).paymentPlan).toEqual(changed);
    expect(await refusal(savePaymentTerms(office.manager, { plan: usual, ...settings }))).toMatchObject({
      code: 'stale',
      detail: { changed: { remindAfter: 5 } },
    });
    expect(
      await refusal(savePaymentTerms(office.staff as never, { plan: usual, ...settings })),
    ).toMatchObject({ code: 'forbidden' });
  });

  test('staff change it where they may change prices, and nobody that of a cancelled booking', async () => {
    const { id } = await wedding();
    await plan(id, { ...usual, balance: { from: 'event', days: -1 } }, office.staff);
    await actAs(office.system, (tx) => tx.update(companies).set({ staffPrices: false }));
    expect(await refusal(plan(id, usual, office.staff))).toMatchObject({ code: 'forbidden' });
    await expect(
      actAs(office.staff, (tx) => tx.update(bookings).set({ paymentPlan: usual }).where(eq(bookings.id, id))),
    ).rejects.toMatchObject({ code: '42501' });
    await cancelBooking(office.manager, { id, reason: 'Called off' });
    expect(await refusal(plan(id, usual))).toMatchObject({ code: 'conflict' });
    await expect(
      actAs(office.manager, (tx) =>
        tx.update(bookings).set({ paymentPlan: usual }).where(eq(bookings.id, id)),
      ),
    ).rejects.toMatchObject({ code: 'CT003' });
  });

  test('of two who change it at once one is told to look again', async () => {
    const { id } = await wedding();
    const seen = await version(id);
    const to = (days: number) =>
      setPaymentPlan(office.manager, {
        ...{ bookingId: id, version: seen, cancellation: [] },
        plan: { ...usual, balance: { from: 'event', days } },
      });
    const both = await Promise.allSettled([to(-1), to(-2)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test.each([
    {},
    { ...usual, more: 1 },
    { ...usual, deposit: { from: 'acceptance', days: -1 } },
    { ...usual, balance: { on: '2026-02-31' } },
    { ...usual, steps: [{ share: 10_001, due: usual.balance }] },
    { ...usual, steps: [{ share: 1, amount: 1, due: usual.balance }] },
    { ...usual, steps: [{ due: usual.balance }] },
    { ...usual, steps: Array(11).fill({ share: 1, due: usual.balance }) },
    { ...usual, steps: 'none' },
    null,
  ])('what is no plan is none in the database either: %j', async (given) => {
    const [row] = await actAs(office.system, (tx) =>
      tx.execute<{ fine: boolean }>(sql`select is_payment_plan(${JSON.stringify(given)}::jsonb) as fine`),
    );
    expect(row?.fine).toBe(false);
  });

  test('another company and a client see none of what is due', async () => {
    const other = await makeCompany();
    const customer = await makeCustomer(office.id);
    const { id } = await wedding();
    expect(await dues(id, other.manager)).toEqual([]);
    expect(await schedule(id, other.manager)).toEqual([]);
    const client = {
      ...{ role: 'client', companyId: office.id, userId: office.manager.userId, customerId: customer.id },
    } as const;
    await expect(dues(id, client as never)).rejects.toMatchObject({ code: '42501' });
    for (const actor of [office.manager, office.staff])
      await expect(
        actAs(actor, (tx) => tx.delete(paymentDues).where(eq(paymentDues.bookingId, id))),
      ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('confirming without the deposit', () => {
  beforeEach(() => actAs(office.system, (tx) => tx.update(companies).set({ depositFirst: true })));
  const confirm = (actor: Office['manager'], id: string, overLimits?: string) =>
    advanceBooking(actor, { id, to: 'confirmed', overLimits });

  test('is refused with the sum, goes on with a manager’s reason, and without one once it is paid', async () => {
    const { id } = await create(office);
    expect(await refusal(confirm(office.staff, id))).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^The deposit of GHS.\S+ hasn’t been paid\. Record the payment, or ask a manager/,
      ),
    });
    expect(await refusal(confirm(office.manager, id))).toMatchObject({ detail: { override: true } });
    await confirm(office.manager, id, 'They always pay at the end');
    const { id: paid } = await create(office, { venue: 'Another hall' });
    const { deposit } = await readBooking(office.id, paid);
    await pay(paid, deposit - 1);
    expect(await refusal(confirm(office.staff, paid))).toMatchObject({
      message: expect.stringMatching(/^GHS.0\.01 of the deposit of GHS.\S+ is still to come\./),
    });
    await pay(paid, 1);
    await confirm(office.staff, paid);
  });

  test('is held past the command too (CT078), and not where the company doesn’t wait', async () => {
    const { id } = await create(office);
    const write = (actor: Office['manager']) =>
      actAs(actor, (tx) =>
        tx.update(bookings).set({ status: 'confirmed', confirmedAt: new Date() }).where(eq(bookings.id, id)),
      );
    for (const actor of [office.manager, office.staff])
      await expect(write(actor)).rejects.toMatchObject({ code: 'CT078' });
    await actAs(office.system, (tx) => tx.update(companies).set({ depositFirst: false }));
    await write(office.staff);
  });
});

describe('late', () => {
  let own: Office;
  beforeAll(async () => {
    own = await makeOffice();
  });
  const late = async (now: Date) => {
    const [rows] = await readAs(
      own.staff,
      (tx) => [askLatePayments(tx, { now: now.toISOString() })] as const,
    );
    return tellLatePayments(rows);
  };

  test('is what should have come by yesterday: events, and what it comes to', async () => {
    office = own;
    const { id, total } = await wedding({ startsAt: new Date('2099-06-10T12:00:00Z') });
    const on = (at: string) => late(new Date(at));
    expect((await on(new Date().toISOString())).count).toBe(0);
    expect(await on('2099-06-03T12:00:00Z')).toMatchObject({ count: 1, sum: 50_000 });
    expect(await on('2099-06-04T12:00:00Z')).toMatchObject({
      ...{ count: 1, sum: total, more: false },
      events: [{ id, amount: total }],
    });
    await pay(id, total);
    expect((await on('2099-06-04T12:00:00Z')).count).toBe(0);
  });

  test('says so where more payments are late than are counted', async () => {
    office = own;
    const asked = Array.from({ length: 10 }, (_, n) => ({
      ...{ amount: 100, due: { from: 'acceptance' as const, days: n + 4 } },
    }));
    for (let event = 0; event < 91; event += 1) await wedding({ paymentPlan: { ...usual, steps: asked } });
    const lateIn = (days: number) => late(new Date(Date.now() + days * day));
    expect(await lateIn(13)).toMatchObject({ count: 91, more: false });
    expect(await lateIn(14)).toMatchObject({ count: 91, more: true });
  });
});

describe('reminders', () => {
  const at = (days: number, hour = 10) => new Date(Date.UTC(2099, 5, 3 + days, hour));
  const ahead = () =>
    wedding({ startsAt: new Date('2099-06-10T12:00:00Z'), deposit: 0, confirmedAt: new Date() });

  test('go out once so many days before and after, in the company’s day, and not for what is paid', async () => {
    const { id, total } = await ahead();
    expect(await remindOfPayments(office.id, at(-3))).toEqual([]);
    expect(await remindOfPayments(office.id, at(-2, 6))).toEqual([]);
    expect(await remindOfPayments(office.id, at(-2))).toHaveLength(1);
    expect(await remindOfPayments(office.id, at(-1))).toEqual([]);
    expect(await remindOfPayments(office.id, at(2))).toEqual([]);
    const [one, two] = await Promise.all([
      remindOfPayments(office.id, at(3)),
      remindOfPayments(office.id, at(3, 11)),
    ]);
    expect([...one, ...two]).toHaveLength(1);
    const other = await ahead();
    await pay(other.id, total);
    await pay(id, total);
    expect(await remindOfPayments(office.id, at(-2))).toEqual([]);
  });

  test('none where the company wants none', async () => {
    await ahead();
    await actAs(office.system, (tx) => tx.update(companies).set({ remindBefore: null, remindAfter: null }));
    expect(await remindOfPayments(office.id, at(-2))).toEqual([]);
    expect(await remindOfPayments(office.id, at(3))).toEqual([]);
  });
});

test('a payment’s name, its rule and where it stands, in words', () => {
  const all = [{ position: 0 }, { position: 1 }, { position: 2 }, { position: 99 }];
  expect(all.map(({ position }) => nameOf(position, all))).toEqual([
    'Deposit',
    'Payment 1',
    'Payment 2',
    'The rest',
  ]);
  expect(nameOf(99, [{ position: 99 }])).toBe('All of it');
  expect(nameOf(1, [{ position: 1 }, { position: 99 }])).toBe('Payment');
  const rules: [Due, string][] = [
    [{ from: 'acceptance', days: 0 }, 'with the acceptance'],
    [{ from: 'acceptance', days: 1 }, '1 day after acceptance'],
    [{ from: 'event', days: -7 }, '7 days before the event'],
    [{ from: 'event', days: 0 }, 'on the day of the event'],
    [{ from: 'event', days: 30 }, '30 days after the event'],
  ];
  for (const [due, said] of rules) expect(sayDue(due, 'en-GH')).toBe(said);
  const payment = { position: 0, amount: 100, dueOn: '2026-12-01' };
  expect(stateOfPayment({ ...payment, open: 0 }, '2027-01-01')).toBe('paid');
  expect(stateOfPayment({ ...payment, open: 1 }, '2026-12-02')).toBe('overdue');
  expect(stateOfPayment({ ...payment, open: 1 }, '2026-12-01')).toBe('part');
  expect(stateOfPayment({ ...payment, open: 100 }, '2026-12-01')).toBe('open');
});
