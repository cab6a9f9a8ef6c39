import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeBooking, readBooking } from '@/db/factories/booking';
import { bookings } from '@/db/schema/bookings';
import { companies } from '@/db/schema/companies';
import { invoices, paymentDues, payments } from '@/db/schema/money';
import type { CancellationTerm } from '@/db/schema/payment-plan';
import { type Actor, actAs, readAs } from '@/db/session';
import { leftToPay } from '../left-to-pay';
import type { BookingFilter } from '../list-filter';
import { askBookingRows, tellBookingRows } from '../list-queries';
import { creditInvoice, issueInvoice } from '../money/invoices';
import { recordPayment, refundPayment } from '../money/payments';
import { makeOffice, type Office, refusal } from '../testing/office';
import { cancelBooking } from './call-off';
import { askCancellation, askToGiveBack, tellToGiveBack } from './queries';
import { sayTerm, toGiveBack } from './rules';
import { termsForm } from './schema';

const day = 86_400_000;
const ladder: CancellationTerm[] = [
  { days: 30, share: 2500 },
  { days: 14, share: 5000 },
  { days: 3, share: 10_000 },
];
const total = 217_500;
const reason = 'They postponed';

let office: Office;
beforeEach(async () => {
  office = await makeOffice();
});

/** An event so many days ahead that comes to 2,175.00, confirmed, on these terms. */
async function booked(days: number, change: object = {}) {
  // Late that day: so many days ahead at any hour of this one.
  const startsAt = new Date(`${new Date(Date.now() + days * day).toISOString().slice(0, 10)}T23:59:30Z`);
  const given = { status: 'confirmed', confirmedAt: new Date(), cancellationTerms: ladder, startsAt };
  const { id } = await makeBooking(office.id, { ...given, ...change } as never);
  return id;
}
async function stored(id: string) {
  const row = await readBooking(office.id, id);
  if (!row) throw new Error('There is no such booking');
  return row;
}
const terms = async (id: string, actor: Actor = office.staff) => {
  const [[row]] = await readAs(
    actor,
    (tx) => [askCancellation(tx, { id, now: new Date().toISOString() })] as const,
  );
  return row;
};
const pay = (bookingId: string, amount: number) =>
  recordPayment(office.staff, { bookingId, amount, method: 'cash' });
const cancel = (id: string, change: { fee?: number; feeReason?: string } = {}, actor = office.manager) =>
  cancelBooking(actor, { id, reason, ...change });
const ledger = async (bookingId: string) =>
  Object.fromEntries(
    (
      await actAs(office.manager, (tx) =>
        tx.execute<{ account: string; amount: number }>(
          sql`select account, sum(amount)::int as amount from posting_lines where booking_id = ${bookingId} group by account having sum(amount) <> 0`,
        ),
      )
    ).map(({ account, amount }) => [account, amount]),
  );

describe('what stays due', () => {
  test.each([
    [60, 0, null],
    [31, 0, null],
    [30, 54_375, 2500],
    [15, 54_375, 2500],
    [14, 108_750, 5000],
    [3, total, 10_000],
    [0, total, 10_000],
  ])('%d days before the event: %d', async (days, fee, share) => {
    expect(await terms(await booked(days))).toMatchObject({ fee, share });
  });

  test('nothing before it is agreed', async () => {
    expect(await terms(await booked(3, { status: 'quoted', confirmedAt: null }))).toMatchObject({ fee: 0 });
    const agreed = await booked(3, { status: 'quoted', confirmedAt: null, agreedAt: new Date() });
    expect(await terms(agreed)).toMatchObject({ fee: total });
  });

  test('a new booking has the company’s terms', async () => {
    await actAs(office.system, (tx) => tx.update(companies).set({ cancellationTerms: ladder }));
    const { id } = await makeBooking(office.id, {});
    expect((await stored(id)).cancellationTerms).toEqual(ladder);
  });
});

describe('calling off', () => {
  test('asks for the fee of the terms: it can be paid and billed, and no more', async () => {
    const id = await booked(10);
    await pay(id, 50_000);
    await cancel(id, {}, office.staff);
    const booking = await stored(id);
    expect(booking).toMatchObject({ status: 'cancelled', cancellationFee: 108_750, feeReason: null });
    expect(leftToPay(booking)).toBe(58_750);
    expect(toGiveBack(booking)).toBe(0);
    const due = await actAs(office.staff, (tx) =>
      tx.select({ amount: paymentDues.amount }).from(paymentDues).where(eq(paymentDues.bookingId, id)),
    );
    expect(due).toEqual([{ amount: 58_750 }]);
    const bill = (sum: number) =>
      issueInvoice(office.staff, { bookingId: id, dueOn: '2099-01-01', total: sum });
    expect(await refusal(bill(total))).toMatchObject({ code: 'conflict' });
    const { id: invoiceId } = await bill(108_750);
    const [invoice] = await actAs(office.staff, (tx) =>
      tx.select().from(invoices).where(eq(invoices.id, invoiceId)),
    );
    expect(invoice).toMatchObject({ total: 108_750, open: 58_750 });
    expect(invoice?.document.lines).toMatchObject([{ name: 'Cancellation fee' }]);
    expect(leftToPay(await stored(id))).toBe(58_750);
    expect(await refusal(pay(id, 58_751))).toMatchObject({ code: 'invalid' });
    await pay(id, 58_750);
    expect(await ledger(id)).toMatchObject({ money: 108_750, revenue: -108_750 });
    expect(leftToPay(await stored(id))).toBe(0);
    await creditInvoice(office.manager, { invoiceId, amount: 108_750, reason: 'Goodwill' });
    expect(leftToPay(await stored(id))).toBe(0);
  });

  test('leaves its fee on the list of what is unpaid and overdue, until it is paid; without a fee nothing', async () => {
    const [owing, free] = [await booked(10), await booked(60)];
    for (const id of [owing, free]) await cancel(id, {}, office.staff);
    const listed = async (trait: 'unpaid' | 'overdue') => {
      const filter: BookingFilter = { when: 'all', [trait]: true };
      const later = new Date(Date.now() + 365 * day);
      const rows = await readAs(office.staff, (tx) => askBookingRows(tx, { filter, now: later }, 25));
      return tellBookingRows(rows, filter, 25).rows.map(({ id }) => id);
    };
    expect([await listed('unpaid'), await listed('overdue')]).toEqual([[owing], [owing]]);
    await pay(owing, 108_750);
    expect([await listed('unpaid'), await listed('overdue')]).toEqual([[], []]);
  });

  test('credits what was billed down to the fee, and says what is to be given back', async () => {
    const id = await booked(20);
    await pay(id, 100_000);
    await issueInvoice(office.staff, { bookingId: id, dueOn: '2099-01-01', total });
    await cancel(id, {}, office.staff);
    const booking = await stored(id);
    expect([leftToPay(booking), toGiveBack(booking)]).toEqual([0, 45_625]);
    const documents = await actAs(office.staff, (tx) =>
      tx.select().from(invoices).where(eq(invoices.bookingId, id)).orderBy(invoices.kind),
    );
    expect(documents).toMatchObject([
      { kind: 'credit_note', total: total - 54_375, reason },
      { kind: 'invoice', credited: total - 54_375, open: 0 },
    ]);
    const [owing] = await readAs(office.staff, (tx) => [askToGiveBack(tx)] as const);
    expect(tellToGiveBack(owing)).toMatchObject({ count: 1, sum: 45_625, events: [{ id }] });
    const [payment] = await actAs(office.staff, (tx) =>
      tx.select().from(payments).where(eq(payments.bookingId, id)),
    );
    await refundPayment(office.manager, {
      ...{ paymentId: payment?.id ?? '', amount: 45_625, method: 'cash', reason },
    });
    const [none] = await readAs(office.staff, (tx) => [askToGiveBack(tx)] as const);
    expect(tellToGiveBack(none).count).toBe(0);
    expect(await ledger(id)).toEqual({ money: 54_375, revenue: -54_375 });
  });

  test('for another fee a manager says why; staff can’t, past the command neither', async () => {
    const id = await booked(10);
    expect(await refusal(cancel(id, { fee: 0 }, office.staff))).toMatchObject({ code: 'forbidden' });
    expect(await refusal(cancel(id, { fee: 0 }))).toMatchObject({
      detail: { fields: { feeReason: expect.stringContaining('Say why') } },
    });
    expect(await refusal(cancel(id, { fee: total + 1, feeReason: 'More' }))).toMatchObject({
      detail: { fields: { fee: expect.stringContaining('more than the event') } },
    });
    const past = (actor: Actor, set: object) =>
      actAs(actor, (tx) =>
        tx
          .update(bookings)
          .set({ status: 'cancelled', cancelledAt: new Date(), ...set })
          .where(eq(bookings.id, id)),
      );
    await expect(past(office.staff, { cancellationFee: 0, feeReason: 'x' })).rejects.toMatchObject({
      code: '42501',
    });
    await expect(past(office.manager, { cancellationFee: 0 })).rejects.toMatchObject({ code: 'CT079' });
    await expect(past(office.manager, { cancellationFee: -1, feeReason: 'x' })).rejects.toBeDefined();
    await cancel(id, { fee: 0, feeReason: 'A death in the family' });
    expect(await stored(id)).toMatchObject({ cancellationFee: 0, feeReason: 'A death in the family' });
    await expect(past(office.manager, { cancellationFee: 5, feeReason: 'Later' })).rejects.toMatchObject({
      code: 'CT003',
    });
    expect(await refusal(pay(id, 1))).toMatchObject({ message: expect.stringContaining('Nothing is left') });
    expect(
      await refusal(issueInvoice(office.staff, { bookingId: id, dueOn: '2099-01-01', total: 0 })),
    ).toMatchObject({ message: expect.stringContaining('isn’t billed') });
  });

  test('the fee is still due where the company changes its zone', async () => {
    const id = await booked(10);
    await cancel(id);
    await actAs(office.system, (tx) => tx.update(companies).set({ timeZone: 'Africa/Lagos' }));
    const due = await actAs(office.staff, (tx) =>
      tx.select({ amount: paymentDues.amount }).from(paymentDues).where(eq(paymentDues.bookingId, id)),
    );
    expect(due).toEqual([{ amount: 108_750 }]);
  });

  test('of two at once one does it, and the fee stands once', async () => {
    const id = await booked(10);
    const both = await Promise.allSettled([cancel(id), cancel(id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

test('terms as a form has them: each day once, shares above nothing', () => {
  const read = (typed: { days: string; share: string }[]) => termsForm('en-GH').safeParse(typed);
  expect(read([{ days: '14', share: '50' }])).toMatchObject({ data: [{ days: 14, share: 5000 }] });
  for (const wrong of [
    [{ days: '', share: '50' }],
    [{ days: '14', share: '0' }],
    [{ days: '14', share: '101' }],
    [
      { days: '14', share: '50' },
      { days: '14', share: '60' },
    ],
  ])
    expect(read(wrong).success).toBe(false);
  expect(sayTerm({ days: 14, share: 5000 }, 'en-GH')).toMatch(/^50.% from 14 days before the event$/);
  expect(sayTerm({ days: 0, share: 10_000 }, 'en-GH')).toMatch(/^100.% on the day of the event$/);
});

test.each([
  null,
  {},
  [1],
  [{ days: 1 }],
  [{ days: 1, share: 0 }],
  [{ days: 1, share: 10_001 }],
  [{ days: -1, share: 1 }],
])('what are no terms are none in the database either: %j', async (given) => {
  const [row] = await actAs(office.system, (tx) =>
    tx.execute<{ fine: boolean }>(sql`select is_cancellation_terms(${JSON.stringify(given)}::jsonb) as fine`),
  );
  expect(row?.fine).toBe(false);
});
