import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCompany, makeUser, type TestCompany } from '@/db/factories/company';
import { type Actor, actAs } from '@/db/session';
import { advanceBooking } from '../mutations';
import { create, makeOffice, type Office } from '../testing/office';
import { creditInvoice, issueInvoice, markInvoiceSent } from './invoices';
import { saveAccountCodes } from './ledger';
import { recordPayment, refundPayment, voidReceipt } from './payments';
import {
  approveWriteOff,
  askWriteOff,
  refuseWriteOff,
  takeBackWriteOff,
  withdrawWriteOff,
} from './write-offs/mutations';

let mine: Office;
let theirs: TestCompany;
let client: Actor;
let booking: string;
let ids: { invoiceId: string; paymentId: string; receiptId: string; writeOffId: string };
const total = 250_125;
const reason = 'Test';

beforeAll(async () => {
  mine = await makeOffice();
  theirs = await makeCompany();
  const user = await makeUser({ companyId: mine.id, role: 'client', customerId: mine.customerId });
  client = { role: 'client', userId: user.id, companyId: mine.id, customerId: mine.customerId };
  ({ id: booking } = await create(mine));
  await advanceBooking(mine.manager, { id: booking, to: 'confirmed' });
  const { receiptId } = await recordPayment(mine.staff, { bookingId: booking, amount: 1000, method: 'cash' });
  const { id: invoiceId } = await issueInvoice(mine.staff, {
    bookingId: booking,
    dueOn: '2099-01-01',
    total,
  });
  const [payment] = await rows<{ id: string }>(sql`select id from payments where receipt_id = ${receiptId}`);
  const asked = await askWriteOff(mine.manager, { invoiceId, open: total - 1000, reason });
  ids = { invoiceId, receiptId, paymentId: payment?.id ?? '', ...asked };
});

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  actAs(mine.manager, (tx) => tx.execute<T>(query));
/** All that a hand could have changed. */
const books = async () =>
  JSON.stringify(
    await rows(sql`select (select jsonb_agg(p order by p.id) from payments p) as payments, (select jsonb_agg(r order by r.id) from receipts r) as receipts,
      (select jsonb_agg(i order by i.id) from invoices i) as invoices, (select jsonb_agg(w order by w.id) from write_offs w) as write_offs, (select count(*) from postings) as postings,
      (select jsonb_agg(c order by c.account) from account_codes c) as codes`),
  );

const calls: Record<string, (actor: Actor, key?: string) => Promise<unknown>> = {
  pay: (actor, key) => recordPayment(actor, { bookingId: booking, amount: 5, method: 'cash' }, { key }),
  refund: (actor, key) =>
    refundPayment(actor, { paymentId: ids.paymentId, amount: 5, method: 'cash', reason }, { key }),
  void: (actor, key) => voidReceipt(actor, { receiptId: ids.receiptId, reason }, { key }),
  issue: (actor, key) => issueInvoice(actor, { bookingId: booking, dueOn: '2099-01-01', total }, { key }),
  credit: (actor, key) => creditInvoice(actor, { invoiceId: ids.invoiceId, amount: 5, reason }, { key }),
  'ask for write-off': (actor, key) =>
    askWriteOff(actor, { invoiceId: ids.invoiceId, open: total - 1000, reason }, { key }),
  'approve write-off': (actor, key) => approveWriteOff(actor, { writeOffId: ids.writeOffId }, { key }),
  'refuse write-off': (actor, key) =>
    refuseWriteOff(actor, { writeOffId: ids.writeOffId, note: reason }, { key }),
  'withdraw write-off': (actor, key) => withdrawWriteOff(actor, { writeOffId: ids.writeOffId }, { key }),
  'take back': (actor, key) => takeBackWriteOff(actor, { invoiceId: ids.invoiceId }, { key }),
  sent: (actor, key) => markInvoiceSent(actor, { invoiceId: ids.invoiceId }, { key }),
};
const codes = (actor: Actor) =>
  saveAccountCodes(actor, { codes: [{ account: 'revenue', part: '', code: '9999' }] });

describe('strangers', () => {
  test('of another company find nothing, clients are refused, and nothing is written', async () => {
    const before = await books();
    for (const [name, call] of Object.entries(calls)) {
      await expect(call(theirs.manager), name).rejects.toMatchObject({ code: 'not_found' });
      await expect(call(client), name).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(codes(client)).rejects.toMatchObject({ code: 'forbidden' });
    await codes(theirs.manager);
    expect(await books()).toBe(before);
  });

  test('of the staff give nothing back, credit nothing and name no accounts', async () => {
    const before = await books();
    for (const name of [
      'refund',
      'void',
      'credit',
      'approve write-off',
      'refuse write-off',
      'take back',
    ] as const)
      await expect(calls[name]?.(mine.staff), name).rejects.toMatchObject({ code: 'forbidden' });
    await expect(codes(mine.staff)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await books()).toBe(before);
  });
});

test('the same intent at once, and again after its answer was lost, has one effect', async () => {
  const [pay, refund, credit] = ['pay', 'refund', 'credit'] as const;
  for (const name of [pay, refund, credit]) {
    const key = v7();
    const [{ n: before } = { n: 0 }] = await rows<{ n: number }>(
      sql`select count(*)::int as n from postings`,
    );
    const done = await Promise.allSettled(Array.from({ length: 4 }, () => calls[name]?.(mine.manager, key)));
    expect(done.some(({ status }) => status === 'fulfilled')).toBe(true);
    await calls[name]?.(mine.manager, key);
    const [{ n: after } = { n: 0 }] = await rows<{ n: number }>(sql`select count(*)::int as n from postings`);
    expect(after - before, name).toBe(1);
  }
});

test('two who bill one event at once make one invoice, and two who give all of a payment back give it once', async () => {
  const { id } = await create(mine);
  await advanceBooking(mine.manager, { id, to: 'confirmed' });
  const { receiptId } = await recordPayment(mine.staff, { bookingId: id, amount: 1000, method: 'cash' });
  const [payment] = await rows<{ id: string }>(sql`select id from payments where receipt_id = ${receiptId}`);
  const both = (work: (actor: Actor) => Promise<unknown>, actors: Actor[]) =>
    Promise.allSettled(actors.map(work)).then(
      (all) => all.filter(({ status }) => status === 'fulfilled').length,
    );
  expect(
    await both(
      (actor) => issueInvoice(actor, { bookingId: id, dueOn: '2099-01-01', total }),
      [mine.staff, mine.manager],
    ),
  ).toBe(1);
  const back = (actor: Actor) =>
    refundPayment(actor, { paymentId: payment?.id ?? '', amount: 1000, method: 'cash', reason });
  expect(await both(back, [mine.manager, mine.manager])).toBe(1);
});
