import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { companies } from '@/db/schema/companies';
import { cashCounts, payments } from '@/db/schema/money';
import { type Actor, actAs, readAs } from '@/db/session';
import { makeOffice, type Office, refusal } from '../../testing/office';
import { recordPayment, refundPayment, voidReceipt } from '../payments';
import { countCash } from './mutations';
import { askCashUp, tellCashUp } from './queries';
import { countForm } from './schema';

let office: Office;
let bookingId: string;
beforeEach(async () => {
  office = await makeOffice();
  ({ id: bookingId } = await makeBooking(office.id, { status: 'confirmed' }));
});

const today = () => new Date().toISOString().slice(0, 10);
const pay = (amount: number, method: 'cash' | 'card' = 'cash') =>
  recordPayment(office.staff, { bookingId, amount, method });
const read = async (day: string | undefined = undefined, actor: Actor = office.staff) =>
  tellCashUp(await readAs(actor, (tx) => askCashUp(tx, day, new Date())));
const count = (counted: number, seen: number, note: string | null = null, day = today()) =>
  countCash(office.staff, { day, counted, seen, note });

describe('a day’s money', () => {
  test('is what came less what went back, by its way, without slips', async () => {
    const { receiptId } = await pay(10_000);
    await pay(5_000, 'card');
    const { receiptId: slip } = await pay(700);
    await voidReceipt(office.manager, { receiptId: slip, reason: 'Slip' });
    const [payment] = await actAs(office.staff, (tx) =>
      tx.execute<{ id: string }>(sql`select id from payments where receipt_id = ${receiptId}`),
    );
    await refundPayment(office.manager, {
      ...{ paymentId: payment?.id ?? '', amount: 4_000, method: 'cash', reason: 'Too much' },
    });
    const day = await read();
    expect(day.expected).toBe(6_000);
    expect(Object.fromEntries(day.sums.map(({ method, net }) => [method, net]))).toEqual({
      cash: 6_000,
      card: 5_000,
    });
    expect(day.movements).toHaveLength(3);
    expect(await read('2020-01-01')).toMatchObject({ expected: 0, sums: [], movements: [], more: 0 });
  });

  test('is the company’s day, not the server’s', async () => {
    await actAs(office.system, (tx) => tx.update(companies).set({ timeZone: 'Pacific/Auckland' }));
    await actAs(office.system, (tx) =>
      tx.insert(payments).values({
        ...{ companyId: office.id, bookingId, amount: 900, method: 'cash' },
        receivedAt: new Date('2026-03-01T11:30:00Z'),
      }),
    );
    expect((await read('2026-03-02')).expected).toBe(900);
    expect((await read('2026-03-01')).expected).toBe(0);
  });
});

describe('counting', () => {
  test('keeps what was there beside what should have been; a difference needs a word', async () => {
    await pay(10_000);
    expect(await refusal(count(9_000, 10_000))).toMatchObject({
      detail: { fields: { note: expect.stringContaining('missing') } },
    });
    expect(await count(9_000, 10_000, 'Change for the taxi')).toEqual({ difference: -1_000 });
    expect(await count(10_000, 10_000)).toEqual({ difference: 0 });
    expect((await read()).counts.map(({ counted, expected, note }) => [counted, expected, note])).toEqual([
      [10_000, 10_000, null],
      [9_000, 10_000, 'Change for the taxi'],
    ]);
  });

  test('beside another sum than was seen, or of a day to come, is refused', async () => {
    await pay(10_000);
    expect(await refusal(count(5_000, 5_000))).toMatchObject({ code: 'conflict' });
    expect(await refusal(count(0, 0, null, '2099-01-01'))).toMatchObject({ code: 'invalid' });
  });

  test('is in one’s own name and company, and is never changed, past the command neither', async () => {
    const other = await makeCompany();
    const insert = (actor: Actor, set: object) =>
      actAs(actor, (tx) =>
        tx.insert(cashCounts).values({
          ...{ id: v7(), companyId: office.id, day: today(), counted: 0, countedBy: office.staff.userId },
          ...set,
        }),
      );
    await expect(insert(other.manager, {})).rejects.toMatchObject({ code: '42501' });
    await expect(insert(office.staff, { countedBy: office.manager.userId })).rejects.toMatchObject({
      code: '42501',
    });
    await expect(insert(office.staff, { day: '2099-01-01' })).rejects.toMatchObject({ code: 'CT082' });
    // What should have been there isn't for the writer to say.
    await pay(500);
    await expect(insert(office.staff, { expected: 0 })).rejects.toMatchObject({ code: '23514' });
    await insert(office.staff, { counted: 500, expected: 9 });
    for (const actor of [office.manager, office.staff])
      await expect(actAs(actor, (tx) => tx.update(cashCounts).set({ counted: 1 }))).rejects.toMatchObject({
        code: '42501',
      });
    expect((await read(undefined, other.manager)).counts).toEqual([]);
  });
});

test('what is typed: an amount, an empty box as 0, nothing is nothing', () => {
  const typed = (counted: string) =>
    countForm({ currency: 'GHS', locale: 'en-GH' }).safeParse({ counted, note: '' });
  expect(typed('1,234.50')).toMatchObject({ data: { counted: 123_450, note: null } });
  expect(typed('0')).toMatchObject({ data: { counted: 0 } });
  for (const wrong of ['', '-1', 'ten']) expect(typed(wrong).success).toBe(false);
});
