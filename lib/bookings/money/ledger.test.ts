import { and, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeBooking } from '@/db/factories/booking';
import { makeCompany } from '@/db/factories/company';
import { bookings } from '@/db/schema/bookings';
import { invoices, payments, postingLines } from '@/db/schema/money';
import { writeOffs } from '@/db/schema/write-offs';
import { actAs, readAs } from '@/db/session';
import { Refusal } from '@/lib/platform/errors';
import { foldStats, reconcileStats } from '@/lib/stats/fold';
import { cancelBooking } from '../cancelling/call-off';
import { advanceBooking } from '../mutations';
import { create, makeOffice, type Office } from '../testing/office';
import { creditInvoice, issueInvoice } from './invoices';
import { askLedger, tellLedger } from './ledger';
import { recordPayment, refundPayment, voidReceipt } from './payments';
import { stateOf } from './rules';
import { approveWriteOff, askWriteOff, refuseWriteOff, takeBackWriteOff } from './write-offs/mutations';

let mine: Office;
const hour = 3_600_000;

beforeAll(async () => {
  mine = await makeOffice([
    { code: 'NHIL', name: 'NHIL', rate: 250 },
    { code: 'GETFUND', name: 'GETFund', rate: 250 },
    { code: 'VAT', name: 'VAT', rate: 1500 },
  ]);
  await actAs(mine.manager, (tx) => tx.execute(sql`update companies set service_charge_rate = 1000`));
});

/** A wedding for 75 at a service charge of 10 %, confirmed. */
async function confirmed(): Promise<{ id: string }> {
  const { id } = await create(mine);
  await advanceBooking(mine.manager, { id, to: 'confirmed' });
  return { id };
}
const today = () => new Date().toISOString().slice(0, 10);
const later = '2099-12-31';

/** A booking's money as its rows say it. */
async function standing(bookingId: string) {
  return actAs(mine.system, async (tx) => {
    const [booking] = await tx.select().from(bookings).where(eq(bookings.id, bookingId));
    const documents = await tx.select().from(invoices).where(eq(invoices.bookingId, bookingId));
    const money = await tx.select().from(payments).where(eq(payments.bookingId, bookingId));
    const [asked] = await tx
      .select({ id: writeOffs.id })
      .from(writeOffs)
      .innerJoin(invoices, eq(invoices.id, writeOffs.invoiceId))
      .where(and(eq(invoices.bookingId, bookingId), eq(writeOffs.state, 'asked')));
    return { booking, documents, money, asked };
  });
}

/** The ledger of a booking: what stands on each account, debit above zero. */
async function ledger(bookingId: string): Promise<Record<string, number>> {
  const rows = await actAs(mine.manager, (tx) =>
    tx
      .select({ account: postingLines.account, amount: sql<string>`sum(${postingLines.amount})` })
      .from(postingLines)
      .where(eq(postingLines.bookingId, bookingId))
      .groupBy(postingLines.account),
  );
  return Object.fromEntries(rows.map(({ account, amount }) => [account, Number(amount)]));
}

const issue = async (bookingId: string) => {
  const { booking } = await standing(bookingId);
  return issueInvoice(mine.staff, { bookingId, dueOn: later, total: booking?.total ?? 0 });
};
const pay = (bookingId: string, amount: number) =>
  recordPayment(mine.staff, { bookingId, amount, method: 'cash' });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.message : Promise.reject(error)),
  );

describe('the ledger', () => {
  test('holds a deposit until the bill, then what is owed, then nothing', async () => {
    const { id } = await confirmed();
    const total = (await standing(id)).booking?.total ?? 0;
    await pay(id, 10_000);
    expect(await ledger(id)).toEqual({ money: 10_000, deposits: -10_000 });
    const { reference } = await issue(id);
    expect(reference).toMatch(/^INV-\d{4}-\d{4}$/);
    const billed = await ledger(id);
    expect(billed).toMatchObject({ money: 10_000, deposits: 0, receivable: total - 10_000 });
    expect((billed.revenue ?? 0) + (billed.service_charge ?? 0) + (billed.tax ?? 0)).toBe(-total);
    expect(billed.service_charge).toBeLessThan(0);
    expect(billed.tax).toBeLessThan(0);
    await pay(id, total - 10_000);
    expect(await ledger(id)).toMatchObject({ money: total, receivable: 0, deposits: 0 });
    const [invoice] = (await standing(id)).documents;
    expect(invoice && stateOf(invoice)).toBe('paid');
  });

  test('credits all of a bill, and the next one is another document', async () => {
    const { id } = await confirmed();
    const { id: invoiceId } = await issue(id);
    const total = (await standing(id)).booking?.total ?? 0;
    await creditInvoice(mine.manager, { invoiceId, amount: 1, reason: 'A pesewa' });
    await creditInvoice(mine.manager, { invoiceId, amount: total - 1, reason: 'Wrong customer' });
    const nothing = { receivable: 0, revenue: 0, service_charge: 0, tax: 0 };
    expect(await ledger(id)).toEqual(nothing);
    expect(await refused(creditInvoice(mine.manager, { invoiceId, amount: 1, reason: 'Again' }))).toMatch(
      /credited in full/,
    );
    await issue(id);
    expect(await refused(issue(id))).toMatch(/bills this booking already/);
    expect((await standing(id)).documents).toHaveLength(4);
  });

  test('balances and says what rows say after any sequence of what people do', async () => {
    const step = fc.record({
      what: fc.constantFrom(
        'pay',
        'issue',
        'credit',
        'refund',
        'void',
        'ask for write-off',
        'approve write-off',
        'refuse write-off',
        'take back',
        'edit',
        'cancel',
      ),
      part: fc.integer({ min: 1, max: 10_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 9 }), async (steps) => {
        const { id } = await confirmed();
        for (const { what, part } of steps) await refused(doIt(id, what, part));
        await expectSound(id);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

async function doIt(bookingId: string, what: string, part: number): Promise<unknown> {
  const { booking, documents, money, asked } = await standing(bookingId);
  const live = documents.find(({ kind, credited, total }) => kind === 'invoice' && credited < total);
  const some = (most: number) => Math.max(1, Math.floor((most * part) / 10_000));
  const [payment] = money.filter(({ status }) => status === 'received');
  const of = (documentId = live?.id ?? v7()) => ({ invoiceId: documentId, reason: 'Test' });
  if (what === 'pay') return pay(bookingId, some(booking?.total ?? 0));
  if (what === 'issue') return issue(bookingId);
  if (what === 'credit') return creditInvoice(mine.manager, { ...of(), amount: some(live?.total ?? 1) });
  if (what === 'ask for write-off') return askWriteOff(mine.staff, { ...of(), open: live?.open || 1 });
  if (what === 'approve write-off') return approveWriteOff(mine.manager, { writeOffId: asked?.id ?? v7() });
  if (what === 'refuse write-off')
    return refuseWriteOff(mine.manager, { writeOffId: asked?.id ?? v7(), note: 'Test' });
  if (what === 'take back') return takeBackWriteOff(mine.manager, { invoiceId: live?.id ?? v7() });
  if (what === 'void')
    return voidReceipt(mine.manager, { receiptId: payment?.receiptId ?? v7(), reason: 'Test' });
  if (what === 'cancel')
    return cancelBooking(mine.manager, {
      ...{ id: bookingId, reason: 'Test', fee: some(booking?.total ?? 0), feeReason: 'Test' },
    });
  if (what === 'refund')
    return refundPayment(mine.manager, {
      paymentId: payment?.id ?? v7(),
      amount: some(payment?.amount ?? 1),
      method: 'cash',
      reason: 'Test',
    });
  return actAs(mine.manager, (tx) =>
    tx.execute(sql`update bookings set special_requests = ${v7()} where id = ${bookingId}::uuid`),
  );
}

async function expectSound(bookingId: string) {
  const { booking, documents, money } = await standing(bookingId);
  const sum = <T>(rows: readonly T[], of: (row: T) => number) => rows.reduce((all, row) => all + of(row), 0);
  const of = (kind: string) => documents.filter((row) => row.kind === kind);
  const came = sum(money, ({ status, amount }) =>
    status === 'received' ? amount : status === 'refunded' ? -amount : 0,
  );
  const billed = sum(of('invoice'), (row) => row.total) - sum(of('credit_note'), (row) => row.total);
  const given = sum(documents, (row) => row.writtenOff);
  const owed = billed - given - came;
  const accounts = await ledger(bookingId);
  expect(sum(Object.values(accounts), (amount) => amount)).toBe(0);
  expect(booking?.paid).toBe(came);
  expect(accounts.money ?? 0).toBe(came);
  expect(accounts.receivable ?? 0).toBe(Math.max(0, owed));
  expect(accounts.deposits ?? 0).toBe(-Math.max(0, -owed) || 0);
  expect(accounts.write_off ?? 0).toBe(given);
  const tax = sum(documents, (row) => (row.kind === 'invoice' ? -row.taxTotal : row.taxTotal));
  expect(accounts.tax ?? 0).toBe(tax || 0);
  const live = of('invoice').find(({ credited, total }) => credited < total);
  const asked = live ? live.total - live.credited - live.writtenOff : (booking?.cancellationFee ?? 0);
  expect(booking?.takenOff).toBe(
    booking?.status === 'cancelled'
      ? Math.max(0, booking.total - asked)
      : live
        ? live.credited + live.writtenOff
        : 0,
  );
  if (live) expect(live.open).toBe(Math.max(0, live.total - live.credited - live.writtenOff - came));
  for (const document of documents) {
    expect(document.net + document.taxTotal).toBe(document.total);
    expect(sum(document.tax.components, ({ amount }) => amount)).toBe(document.taxTotal);
    expect(document.tax.components.every(({ amount }) => amount >= 0)).toBe(true);
  }
}

describe('what is refused', () => {
  test('more back than came, more than is due, a void of what went back, a day to come', async () => {
    const { id } = await confirmed();
    await pay(id, 10_000);
    const [payment] = (await standing(id)).money;
    const paymentId = payment?.id ?? '';
    const back = (amount: number) =>
      refused(refundPayment(mine.manager, { paymentId, amount, method: 'cash', reason: 'Called off' }));
    expect(await back(10_001)).toMatch(/more than what is left of the payment/);
    expect(await back(4_000)).toBe('done');
    expect(await back(6_001)).toMatch(/GHS\s60.00 is left of it/);
    expect(
      await refused(voidReceipt(mine.manager, { receiptId: payment?.receiptId ?? '', reason: 'Slip' })),
    ).toMatch(/did come/);
    expect(await back(6_000)).toBe('done');
    expect(await back(1)).toMatch(/in full/);
    const total = (await standing(id)).booking?.total ?? 0;
    expect(await refused(pay(id, total + 1))).toMatch(/more than what is left/);
    const tomorrow = new Date(Date.now() + 48 * hour).toISOString().slice(0, 10);
    expect(
      await refused(
        recordPayment(mine.staff, { bookingId: id, amount: 1, method: 'cash', receivedOn: tomorrow }),
      ),
    ).toMatch(/still to come/);
  });

  test('a bill of what isn’t confirmed, with a day that passed, of another total than was seen', async () => {
    const { id: enquiry } = await makeBooking(mine.id, { status: 'enquiry' });
    expect(await refused(issue(enquiry))).toMatch(/Confirm the booking first/);
    const { id } = await confirmed();
    const total = (await standing(id)).booking?.total ?? 0;
    const with_ = (changed: object) =>
      refused(issueInvoice(mine.staff, { bookingId: id, dueOn: today(), total, ...changed }));
    expect(await with_({ total: total - 1 })).toMatch(/changed meanwhile/);
    expect(await with_({ dueOn: '2020-01-01' })).toMatch(/today or a later day/);
    expect(await with_({})).toBe('done');
  });

  test('staff neither give back nor credit; nobody does at another company', async () => {
    const theirs = await makeCompany();
    const { id } = await confirmed();
    await pay(id, 100);
    const { id: invoiceId } = await issue(id);
    const [payment] = (await standing(id)).money;
    const refund = { paymentId: payment?.id ?? '', amount: 1, method: 'cash' as const, reason: 'Test' };
    const credit = { invoiceId, amount: 1, reason: 'Test' };
    expect(await refused(refundPayment(mine.staff, refund))).toMatch(/role/);
    expect(await refused(creditInvoice(mine.staff, credit))).toMatch(/role/);
    expect(await refused(refundPayment(theirs.manager, refund))).toMatch(/doesn’t exist/);
    expect(await refused(creditInvoice(theirs.manager, credit))).toMatch(/doesn’t exist/);
    expect(await refused(issueInvoice(theirs.manager, { bookingId: id, dueOn: later, total: 1 }))).toMatch(
      /doesn’t exist/,
    );
  });

  test('one receipt for bookings of two customers, and one booking named twice', async () => {
    const [first, second] = [await confirmed(), await makeBooking(mine.id, { status: 'confirmed' })];
    const both = (bookingId: string) =>
      refused(
        recordPayment(mine.staff, {
          ...{ bookingId: first.id, amount: 100, method: 'cash' },
          others: [{ bookingId, amount: 100 }],
        }),
      );
    expect(await both(second.id)).toMatch(/one customer/);
    expect(await both(first.id)).toMatch(/once/);
  });
});

test('one time that a customer pays for two events is one receipt, and void as one', async () => {
  const [first, second] = [await confirmed(), await confirmed()];
  const { receiptId } = await recordPayment(mine.staff, {
    ...{ bookingId: first.id, amount: 300, method: 'cash' },
    others: [{ bookingId: second.id, amount: 200 }],
  });
  const paid = async () => [
    (await standing(first.id)).booking?.paid,
    (await standing(second.id)).booking?.paid,
  ];
  expect(await paid()).toEqual([300, 200]);
  expect((await standing(second.id)).money[0]?.receiptId).toBe(receiptId);
  await voidReceipt(mine.manager, { receiptId, reason: 'Typed into the wrong customer' });
  expect(await paid()).toEqual([0, 0]);
  expect((await ledger(second.id)).money).toBe(0);
  expect(await refused(voidReceipt(mine.manager, { receiptId, reason: 'Again' }))).toMatch(/void already/);
});

test('numbers have no gaps, whoever is refused and however many ask at once', async () => {
  const company = await makeCompany();
  const made = await Promise.all(
    Array.from({ length: 12 }, () =>
      makeBooking(company.id, { status: 'confirmed', startsAt: new Date(Date.now() + 72 * hour) }),
    ),
  );
  await Promise.all(
    made.flatMap(({ id }) =>
      [100, 100, 99_999_999].map((amount) =>
        refused(recordPayment(company.staff, { bookingId: id, amount, method: 'cash' })),
      ),
    ),
  );
  const found = await actAs(company.manager, (tx) =>
    tx.execute<{ reference: string }>(sql`select reference from receipts order by reference`),
  );
  const year = new Date().getUTCFullYear();
  expect(found.map(({ reference }) => reference)).toEqual(
    Array.from({ length: 24 }, (_, at) => `R-${year}-${String(at + 1).padStart(4, '0')}`),
  );
});

test('the books that are shown are the postings, day by day, also while nothing is folded, and staff see none of them', async () => {
  const { id } = await confirmed();
  await pay(id, 10_000);
  await issue(id);
  const rows = await actAs(mine.manager, (tx) =>
    tx.execute<{ account: string; part: string; debit: number; credit: number; balance: number }>(
      sql`select account, part, coalesce(sum(amount) filter (where amount > 0), 0)::int as debit,
        coalesce(- sum(amount) filter (where amount < 0), 0)::int as credit, sum(amount)::int as balance from posting_lines group by 1, 2`,
    ),
  );
  const shown = async () => {
    const answers = await readAs(mine.manager, (tx) =>
      askLedger(tx, { from: '1900-01-01', to: '9999-12-31' }),
    );
    return tellLedger(answers)
      .accounts.filter(({ debit, credit }) => debit + credit > 0)
      .map(({ account, part, debit, credit, balance }) => ({ account, part, debit, credit, balance }));
  };
  const inOrder = <T extends { account: string; part: string }>(list: readonly T[]) =>
    list.toSorted((one, other) => `${one.account}${one.part}`.localeCompare(`${other.account}${other.part}`));
  expect(inOrder(await shown())).toEqual(inOrder([...rows]));
  while ((await foldStats()) > 0);
  expect(inOrder(await shown())).toEqual(inOrder([...rows]));
  expect(await reconcileStats(mine.id)).toBe(0);
  const figures = await actAs(mine.staff, (tx) =>
    tx.execute<{ n: number }>(sql`select count(*)::int as n from stats_now where fact = 'ledger'`),
  );
  expect(figures).toEqual([{ n: 0 }]);
});

test('whatever days the books are asked for, accounts stand at what was posted up to the last and moved by what was posted in them', async () => {
  const { id } = await confirmed();
  // Ends of months, a leap day, and days within.
  const days = [
    '2023-12-31',
    '2024-01-01',
    '2024-02-29',
    '2024-03-01',
    '2024-03-15',
    '2025-01-31',
    '2026-02-01',
  ];
  await actAs(mine.system, (tx) =>
    tx.insert(payments).values(
      days.map((day, at) => ({
        ...{ companyId: mine.id, bookingId: id, amount: 1_000 + at, method: 'bank_transfer' as const },
        receivedAt: new Date(`${day}T12:00:00Z`),
      })),
    ),
  );
  const ask = (from: string, to: string) =>
    readAs(mine.manager, (tx) => askLedger(tx, { from, to })).then((answers) =>
      tellLedger(answers).accounts.find(
        ({ account, part }) => account === 'money' && part === 'bank_transfer',
      ),
    );
  const byRows = async (from: string, to: string) => {
    const [row] = await actAs(mine.manager, (tx) =>
      tx.execute<{ debit: number; balance: number }>(
        sql`select coalesce(sum(l.amount) filter (where p.day >= ${from}), 0)::int as debit, coalesce(sum(l.amount), 0)::int as balance
          from posting_lines l join postings p on p.id = l.posting_id
          where l.account = 'money' and l.part = 'bank_transfer' and p.day <= ${to}`,
      ),
    );
    return row;
  };
  expect(await ask('2023-12-31', '2024-02-29')).toMatchObject({ debit: 3_003, balance: 3_003 });
  for (const folded of [false, true]) {
    if (folded) while ((await foldStats()) > 0);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(days.length - 1),
        fc.nat(days.length - 1),
        fc.integer({ min: -1, max: 1 }),
        async (one, other, shift) => {
          const moved = new Date(Date.parse(days[Math.min(one, other)] ?? '') + shift * 24 * hour);
          const [from, to] = [moved.toISOString().slice(0, 10), days[Math.max(one, other)] ?? ''];
          const { debit, balance } = (await ask(from, to)) ?? {};
          expect({ debit, balance }, `${from} to ${to}`).toEqual(await byRows(from, to));
        },
      ),
      { numRuns: 40 },
    );
  }
});
