import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { readBooking } from '@/db/factories/booking';
import { makeUser } from '@/db/factories/company';
import { type Actor, actAs } from '@/db/session';
import { databaseError } from '@/lib/platform/errors';
import { cancelBooking } from '../cancelling/call-off';
import { advanceBooking } from '../mutations';
import { setPaymentPlan } from '../schedule/mutations';
import { create, makeOffice, type Office, refusal } from '../testing/office';
import { creditInvoice, issueInvoice } from './invoices';
import { recordPayment, refundPayment } from './payments';
import { openOwnPaper } from './sending/links';

const total = 250_125;
let mine: Office;
let theirs: Office;
let bookingId: string;

beforeAll(async () => {
  process.env.AUTH_SECRET ??= 'test-secret-of-32-characters-or-more';
  process.env.PUBLIC_URL ??= 'https://cater.test';
  [mine, theirs] = [await makeOffice(), await makeOffice()];
  ({ id: bookingId } = await create(mine));
  await advanceBooking(mine.manager, { id: bookingId, to: 'confirmed' });
});

const stored = async () => JSON.stringify(await readBooking(mine.id, bookingId));
const plan = {
  deposit: { from: 'acceptance', days: 3 },
  steps: [],
  balance: { from: 'event', days: -7 },
} as const;

describe('another company’s id', () => {
  test('changes no plan and calls nothing off, by whomever', async () => {
    const before = await stored();
    const { version = 1 } = (await readBooking(mine.id, bookingId)) ?? {};
    const calls = (actor: Actor) => [
      () =>
        setPaymentPlan(
          actor as never,
          {
            ...{ bookingId, version: Number(version), plan, cancellation: [] },
          } as never,
        ),
      () => cancelBooking(actor as never, { id: bookingId, reason: 'Not mine' }),
    ];
    for (const actor of [theirs.manager, theirs.staff])
      for (const call of calls(actor)) expect(await refusal(call())).toMatchObject({ code: 'not_found' });
    const user = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
    const client = {
      role: 'client',
      userId: user.id,
      companyId: mine.id,
      customerId: mine.customerId,
    } as const;
    for (const call of calls(client)) expect(await refusal(call())).toMatchObject({ code: 'forbidden' });
    expect(await stored()).toBe(before);
  });

  test('is no bill, no payment and no paper of one’s own', async () => {
    const before = await stored();
    const { id: invoiceId } = await issueInvoice(mine.staff, { bookingId, dueOn: '2099-01-01', total });
    const own = await create(theirs);
    await advanceBooking(theirs.manager, { id: own.id, to: 'confirmed' });
    const both = recordPayment(theirs.staff, {
      ...{ bookingId: own.id, amount: 100, method: 'cash' },
      others: [{ bookingId, amount: 100 }],
    });
    expect(await refusal(both)).toMatchObject({ code: 'not_found' });
    expect((await readBooking(theirs.id, own.id))?.paid).toBe(0);
    const user = await makeUser({ companyId: theirs.id, role: 'client', customerId: theirs.customerId });
    const client = {
      ...({ role: 'client', userId: user.id } as const),
      ...{ companyId: theirs.id, customerId: theirs.customerId },
    };
    for (const id of [invoiceId, v7()])
      expect(await refusal(openOwnPaper(client, { id }))).toMatchObject({ code: 'not_found' });
    await creditInvoice(mine.manager, { invoiceId, amount: total, reason: 'Test' });
    expect(JSON.parse(await stored())).toMatchObject({ paid: JSON.parse(before).paid });
  });
});

describe('amounts and days', () => {
  test('more than is due, none, below none, broken and of a day to come are refused, past the command too', async () => {
    const pay = (change: object) =>
      refusal(
        recordPayment(mine.staff, { ...{ bookingId, amount: 100, method: 'cash' }, ...change } as never),
      );
    const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString().slice(0, 10);
    const bad = [{ amount: total + 1 }, { amount: 0 }, { amount: -1 }, { amount: 0.5 }];
    for (const change of [
      ...bad,
      { receivedOn: tomorrow },
      { receivedOn: '2026-02-30' },
      { amount: 2 ** 60 },
    ])
      expect([change, await pay(change)]).toMatchObject([change, { code: 'invalid' }]);
    const insert = (amount: number) =>
      actAs(mine.staff, (tx) =>
        tx.execute(sql`insert into payments (id, company_id, booking_id, amount, method, recorded_by)
          values (${v7()}, ${mine.id}, ${bookingId}, ${amount}, 'cash', ${mine.staff.userId})`),
      );
    expect(databaseError(await refusal(insert(total + 1)))?.code).toBe('23514');
    expect(databaseError(await refusal(insert(-1)))?.code).toBe('23514');
    expect((await readBooking(mine.id, bookingId))?.paid).toBe(0);
  });

  test('another total after money came changes neither receipt nor what is left to give back', async () => {
    const { id } = await create(mine);
    await advanceBooking(mine.manager, { id, to: 'confirmed' });
    const { receiptId } = await recordPayment(mine.staff, { bookingId: id, amount: 5000, method: 'cash' });
    const [payment] = await actAs(mine.manager, (tx) =>
      tx.execute<{ id: string }>(sql`select id from payments where receipt_id = ${receiptId}`),
    );
    for (const change of [sql`amount = 6000`, sql`method = 'card'`, sql`booking_id = ${bookingId}::uuid`])
      expect(
        ['42501', 'CT050'].includes(
          String(
            databaseError(
              await refusal(actAs(mine.system, (tx) => tx.execute(sql`update payments set ${change}`))),
            )?.code,
          ),
        ),
      ).toBe(true);
    const back = (amount: number) =>
      refundPayment(mine.manager, {
        ...{ paymentId: payment?.id ?? '', amount, method: 'cash', reason: 'Test', again: false },
      });
    expect(await refusal(back(5001))).toMatchObject({ code: 'invalid' });
    await back(5000);
    expect(await refusal(back(1))).toMatchObject({ code: 'conflict' });
  });
});
